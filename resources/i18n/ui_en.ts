<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Crash</name>
    <message>
        <source>程序出了错，已写成报告：{place}。填好的内容都还在。</source>
        <translation>The program made a mistake; a report lies at {place}. Nothing you typed is lost.</translation>
    </message>
    <message>
        <source>程序出了错，报告没能写成。填好的内容都还在。</source>
        <translation>The program made a mistake, and no report could be written. Nothing you typed is lost.</translation>
    </message>
</context>
<context>
    <name>Due</name>
    <message>
        <source>{n} 天</source>
        <translation>{n} d</translation>
    </message>
    <message>
        <source>{n} 时</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>{n} 分</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>逾期 {time}</source>
        <translation>{time} overdue</translation>
    </message>
    <message>
        <source>剩 {time}</source>
        <translation>{time} left</translation>
    </message>
    <message>
        <source>挂起至 {day}</source>
        <translation>on hold until {day}</translation>
    </message>
    <message>
        <source>挂起</source>
        <translation>on hold</translation>
    </message>
    <message>
        <source>已按时</source>
        <translation>in time</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>{label}，必填</source>
        <translation>{label}, required</translation>
    </message>
    <message>
        <source>不知道或没有时，按 F2 选“不详”或“无”</source>
        <translation>Not known, or none? Press F2.</translation>
    </message>
    <message>
        <source>选日期</source>
        <translation>Pick a date</translation>
    </message>
    <message>
        <source>不是日期，例如 2026-03-11</source>
        <translation>Not a date; for example 2026-03-11</translation>
    </message>
    <message>
        <source>不是金额，例如 4,860.00</source>
        <translation>Not an amount; for example 4,860.00</translation>
    </message>
    <message>
        <source>不是数，例如 12 或 1.5</source>
        <translation>Not a number; for example 12 or 1.5</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>缩小</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>页宽</source>
        <translation>Page width</translation>
    </message>
    <message>
        <source>整页</source>
        <translation>Whole page</translation>
    </message>
    <message>
        <source>单据页面</source>
        <translation>Pages of the paper</translation>
    </message>
    <message>
        <source>第 {page} 页，共 {pages} 页</source>
        <translation>Page {page} of {pages}</translation>
    </message>
    <message>
        <source>第 {page} 页 / 共 {pages} 页</source>
        <translation>Page {page} of {pages}</translation>
    </message>
    <message>
        <source>大小：{size}</source>
        <translation>Size: {size}</translation>
    </message>
    <message>
        <source>文件不完整或不是 PDF；请重新生成，或向对方再要一份。</source>
        <translation>The file is incomplete or no PDF; make it again, or ask for another copy.</translation>
    </message>
    <message>
        <source>这份文件打不开</source>
        <translation>This file cannot be opened</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>已选 {n} 条</source>
        <translation>{n} selected</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Got it</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
</context>
</TS>
