<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="zh_CN">
<context>
    <name>Crash</name>
    <message>
        <source>程序出了错，已写成报告：{place}。填好的内容都还在。</source>
        <translation>程式出了錯，已寫成報告：{place}。填好的內容都還在。</translation>
    </message>
    <message>
        <source>程序出了错，报告没能写成。填好的内容都还在。</source>
        <translation>程式出了錯，報告沒能寫成。填好的內容都還在。</translation>
    </message>
</context>
<context>
    <name>Due</name>
    <message>
        <source>{n} 天</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} 时</source>
        <translation>{n} 時</translation>
    </message>
    <message>
        <source>{n} 分</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>逾期 {time}</source>
        <translation>逾期 {time}</translation>
    </message>
    <message>
        <source>剩 {time}</source>
        <translation>剩 {time}</translation>
    </message>
    <message>
        <source>挂起至 {day}</source>
        <translation>暫停至 {day}</translation>
    </message>
    <message>
        <source>挂起</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>已按时</source>
        <translation>已按時</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>{label}，必填</source>
        <translation>{label}，必填</translation>
    </message>
    <message>
        <source>不知道或没有时，按 F2 选“不详”或“无”</source>
        <translation>不知道或沒有時，按 F2 選「不詳」或「無」</translation>
    </message>
    <message>
        <source>选日期</source>
        <translation>選日期</translation>
    </message>
    <message>
        <source>不是日期，例如 2026-03-11</source>
        <translation>不是日期，例如 2026-03-11</translation>
    </message>
    <message>
        <source>不是金额，例如 4,860.00</source>
        <translation>不是金額，例如 4,860.00</translation>
    </message>
    <message>
        <source>不是数，例如 12 或 1.5</source>
        <translation>不是數，例如 12 或 1.5</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>缩小</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>页宽</source>
        <translation>頁寬</translation>
    </message>
    <message>
        <source>整页</source>
        <translation>整頁</translation>
    </message>
    <message>
        <source>单据页面</source>
        <translation>單據頁面</translation>
    </message>
    <message>
        <source>第 {page} 页，共 {pages} 页</source>
        <translation>第 {page} 頁，共 {pages} 頁</translation>
    </message>
    <message>
        <source>第 {page} 页 / 共 {pages} 页</source>
        <translation>第 {page} 頁 / 共 {pages} 頁</translation>
    </message>
    <message>
        <source>大小：{size}</source>
        <translation>大小：{size}</translation>
    </message>
    <message>
        <source>文件不完整或不是 PDF；请重新生成，或向对方再要一份。</source>
        <translation>檔案不完整或不是 PDF；請重新產生，或向對方再要一份。</translation>
    </message>
    <message>
        <source>这份文件打不开</source>
        <translation>這份檔案打不開</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>已选 {n} 条</source>
        <translation>已選 {n} 筆</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>撤销</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>重試</translation>
    </message>
</context>
</TS>
