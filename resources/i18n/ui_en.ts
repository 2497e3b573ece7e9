<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Agreements</name>
    <message>
        <source>作废协议 {number}？</source>
        <translation>Void agreement {number}?</translation>
    </message>
    <message>
        <source>编号和签发的文件都保留，不再使用；同时按原内容生成一份新草稿，改好后另行签发。已交给客户的请收回。</source>
        <translation>Number and issued file are kept but no longer used; a new draft with the same content is made, to be changed and issued anew. Take back what the customer has.</translation>
    </message>
    <message>
        <source>作废协议</source>
        <translation>Void agreement</translation>
    </message>
    <message>
        <source>保留</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>先写作废原因</source>
        <translation>Say first why it is void</translation>
    </message>
    <message>
        <source>协议的项目和金额来自已批准的方案，签字的就是批准的，所以不能在协议里改。重新协商后投诉回到调查处理：改方案、重新报批，批准后再出新的协议。</source>
        <translation>Items and amounts come from the approved proposal and cannot be changed here: what is signed is what was approved. Renegotiating takes the complaint back to investigation; change the proposal, submit it again, and a new agreement follows.</translation>
    </message>
    <message>
        <source>重新协商</source>
        <translation>Renegotiate</translation>
    </message>
    <message>
        <source>不改</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>要改金额或项目？</source>
        <translation>Change amounts or items?</translation>
    </message>
    <message>
        <source>其他内容</source>
        <translation>Other content</translation>
    </message>
    <message>
        <source>乙方</source>
        <translation>Party B</translation>
    </message>
    <message>
        <source>共同乙方</source>
        <translation>Others with party B</translation>
    </message>
    <message>
        <source>别人刚改成：{value}。保存就用您填的。</source>
        <translation>Someone just changed it to: {value}. Saving uses yours.</translation>
    </message>
    <message>
        <source>未填，填好才能签发</source>
        <translation>Not filled in; needed before issuing</translation>
    </message>
    <message>
        <source>协议列表</source>
        <translation>List of agreements</translation>
    </message>
    <message>
        <source>协议</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>新的投诉在前</source>
        <translation>Newest complaints first</translation>
    </message>
    <message>
        <source>客户接受方案后，协议草稿会出现在“草稿”里。</source>
        <translation>Once a customer accepts a proposal, its draft appears under &quot;Drafts&quot;.</translation>
    </message>
    <message>
        <source>这里没有协议</source>
        <translation>No agreements here</translation>
    </message>
    <message>
        <source>共 {n} 份</source>
        <translation>{n} in all</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>要点</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>在哪里</source>
        <translation>Where it is</translation>
    </message>
    <message>
        <source>负责人</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>履行期限</source>
        <translation>Perform by</translation>
    </message>
    <message>
        <source>已等</source>
        <translation>Waited</translation>
    </message>
    <message>
        <source>{n} 天</source>
        <translation>{n} d</translation>
    </message>
    <message>
        <source>条款</source>
        <translation>Clauses</translation>
    </message>
    <message>
        <source>空格取舍，Alt+↑↓ 移动</source>
        <translation>Space takes or leaves, Alt+↑↓ moves</translation>
    </message>
    <message>
        <source>协议去向</source>
        <translation>Whereabouts of the agreement</translation>
    </message>
    <message>
        <source>还有 {n} 项要填或要改，不能签发</source>
        <translation>To fill in or correct before issuing: {n}</translation>
    </message>
    <message>
        <source>填写齐全，可以签发</source>
        <translation>Complete, ready to issue</translation>
    </message>
    <message>
        <source>有内容读不出，预览停在上一次</source>
        <translation>Something cannot be read; the preview is the last one</translation>
    </message>
    <message>
        <source>返回列表（Esc）</source>
        <translation>Back to the list (Esc)</translation>
    </message>
    <message>
        <source>版本差异</source>
        <translation>Compare versions</translation>
    </message>
    <message>
        <source>打开投诉</source>
        <translation>Open complaint</translation>
    </message>
    <message>
        <source>处理协议书</source>
        <translation>Settlement agreement</translation>
    </message>
    <message>
        <source>正在画协议…</source>
        <translation>Drawing the agreement...</translation>
    </message>
    <message>
        <source>这份协议还画不出来</source>
        <translation>This agreement cannot be drawn yet</translation>
    </message>
    <message>
        <source>左边写着要改什么。</source>
        <translation>The left side says what to change.</translation>
    </message>
    <message>
        <source>已签发 {number}，可以打印</source>
        <translation>{number} issued, ready to print</translation>
    </message>
    <message>
        <source>草稿已保存</source>
        <translation>Draft saved</translation>
    </message>
    <message>
        <source>已记打印：{number}</source>
        <translation>Printing noted: {number}</translation>
    </message>
    <message>
        <source>{number} 已作废，新草稿已生成</source>
        <translation>{number} is void; a new draft is made</translation>
    </message>
    <message>
        <source>已附扫描件：{number}</source>
        <translation>Scan attached: {number}</translation>
    </message>
    <message>
        <source>{step}：{number}</source>
        <translation>{step}: {number}</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>选扫描件（也可以拖进来，或 Ctrl+V 粘贴）</source>
        <translation>Choose a scan (or drop it here, or paste with Ctrl+V)</translation>
    </message>
    <message>
        <source>起草</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>签发</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>交付</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>签订</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>扫描件</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>原件归档</source>
        <translation>Original filed</translation>
    </message>
    <message>
        <source>协议走到：{station}</source>
        <translation>The agreement has reached: {station}</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>两份协议的不同</source>
        <translation>Difference of two agreements</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>两份内容相同。</source>
        <translation>Both have the same content.</translation>
    </message>
    <message>
        <source>{n} 处不同：左边划掉的是后来没有的，右边带下划线的是新加的。</source>
        <translation>Differences: {n}. Struck out on the left is what went, underlined on the right what came.</translation>
    </message>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>附扫描件</source>
        <translation>Attach scan</translation>
    </message>
    <message>
        <source>存草稿</source>
        <translation>Save draft</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>待打印</source>
        <translation>To print</translation>
    </message>
    <message>
        <source>待交付</source>
        <translation>To hand over</translation>
    </message>
    <message>
        <source>待签回</source>
        <translation>To be signed</translation>
    </message>
    <message>
        <source>待归档</source>
        <translation>To file</translation>
    </message>
    <message>
        <source>缺原件</source>
        <translation>Original missing</translation>
    </message>
    <message>
        <source>已归档</source>
        <translation>Filed</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>收货电话</source>
        <translation>Consignee tel.</translation>
    </message>
    <message>
        <source>收货地址</source>
        <translation>Deliver to</translation>
    </message>
    <message>
        <source>运费承担</source>
        <translation>Freight paid by</translation>
    </message>
    <message>
        <source>管辖机构</source>
        <translation>Forum</translation>
    </message>
    <message>
        <source>违约金额</source>
        <translation>Damages</translation>
    </message>
    <message>
        <source>撤回平台</source>
        <translation>Platform to withdraw from</translation>
    </message>
    <message>
        <source>{field}未填</source>
        <translation>{field} not filled in</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>Approval</name>
    <message>
        <source>我们提出</source>
        <translation>We propose</translation>
    </message>
    <message>
        <source>公司承担</source>
        <translation>Company bears</translation>
    </message>
    <message>
        <source>调减 {row}</source>
        <translation>Reduce {row}</translation>
    </message>
    <message>
        <source>{no}，方案第 {n} 版</source>
        <translation>{no}, proposal version {n}</translation>
    </message>
    <message>
        <source>{who} {when} 报批</source>
        <translation>Submitted by {who}, {when}</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>产品</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>事实</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>认定</source>
        <translation>Finding</translation>
    </message>
    <message>
        <source>态度</source>
        <translation>Attitude</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>{means} {when}，{who} 代录；证据：{file}</source>
        <translation>{means} {when}, recorded by {who}; evidence: {file}</translation>
    </message>
    <message>
        <source>口头</source>
        <translation>Verbal</translation>
    </message>
    <message>
        <source>客户要求</source>
        <translation>Customer asks for</translation>
    </message>
    <message>
        <source>限额</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>过去的补偿</source>
        <translation>Past remedies</translation>
    </message>
    <message>
        <source>不涉及金额</source>
        <translation>No money involved</translation>
    </message>
    <message>
        <source>同意后由 {who} 续批</source>
        <translation>Then {who} decides</translation>
    </message>
    <message>
        <source>{scope}，含 30 天内已批</source>
        <translation>{scope}, with approvals of 30 days</translation>
    </message>
    <message>
        <source>{who} 不限额</source>
        <translation>{who}: no limit</translation>
    </message>
    <message>
        <source>{who} 限额 {limit} 的 {percent}%</source>
        <translation>{percent}% of {who}&apos;s limit of {limit}</translation>
    </message>
    <message>
        <source>超出{who}的限额 {limit}</source>
        <translation>Above {who}&apos;s limit of {limit}</translation>
    </message>
    <message>
        <source>该客户，近一年 {n} 单</source>
        <translation>This customer, past year: {n}</translation>
    </message>
    <message>
        <source>同批号，近一年 {n} 单</source>
        <translation>Same batch, past year: {n}</translation>
    </message>
    <message>
        <source>在规定内</source>
        <translation>Within policy</translation>
    </message>
    <message>
        <source>规定核对</source>
        <translation>Policy check</translation>
    </message>
    <message>
        <source>相似已批 {n} 单</source>
        <translation>Similar approved: {n}</translation>
    </message>
    <message>
        <source>近一年没有同产品的已批方案</source>
        <translation>No approved proposal for this product in a year</translation>
    </message>
    <message>
        <source>中位 {middle}，本单 {mine}</source>
        <translation>Median {middle}, this one {mine}</translation>
    </message>
    <message>
        <source>最近：{no}，¥{value}</source>
        <translation>Latest: {no}, ¥{value}</translation>
    </message>
    <message>
        <source>申请意见</source>
        <translation>Opinion</translation>
    </message>
</context>
<context>
    <name>Approvals</name>
    <message>
        <source>意见：退回、不同意时必填</source>
        <translation>Comment: required to send back or reject</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>调减</source>
        <translation>Reduce</translation>
    </message>
    <message>
        <source>逐单处理</source>
        <translation>One by one</translation>
    </message>
    <message>
        <source>报批的方案轮到您时会出现在这里。</source>
        <translation>Proposals appear here when it is your turn.</translation>
    </message>
    <message>
        <source>没有等您审批的</source>
        <translation>Nothing waits for your approval</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>合计 ¥{sum}</source>
        <translation>Total ¥{sum}</translation>
    </message>
    <message>
        <source>待补签：{what}</source>
        <translation>To countersign: {what}</translation>
    </message>
    <message>
        <source>代 {name}：{what}</source>
        <translation>For {name}: {what}</translation>
    </message>
    <message>
        <source>同类 {n} 单，一并处理</source>
        <translation>{n} alike: decide together</translation>
    </message>
    <message>
        <source>意见：可以不填</source>
        <translation>Comment (optional)</translation>
    </message>
    <message>
        <source>{no}：{why}</source>
        <translation>{no}: {why}</translation>
    </message>
    <message>
        <source>{step}：{n} 单</source>
        <translation>{step}: {n}</translation>
    </message>
    <message>
        <source>{step}：{no}</source>
        <translation>{step}: {no}</translation>
    </message>
    <message>
        <source>同意并调减</source>
        <translation>Approve with reduction</translation>
    </message>
    <message>
        <source>{customer}，已勾选</source>
        <translation>{customer}, ticked</translation>
    </message>
    <message>
        <source>一并处理 {n} 单</source>
        <translation>Decide {n} together</translation>
    </message>
    <message>
        <source>同一个决定、同一条意见，每单各自写入；哪一单不行就单独说明，其余照办。</source>
        <translation>One decision and one comment, written to each by itself; where one fails it says why, and the others go through.</translation>
    </message>
    <message>
        <source>{did}，有变动：{what}。请看过再决定。</source>
        <translation>{did}; changed: {what}. Please look at it, then decide.</translation>
    </message>
    <message>
        <source>新增 {row}</source>
        <translation>{row} added</translation>
    </message>
    <message>
        <source>去掉 {row}</source>
        <translation>{row} removed</translation>
    </message>
    <message>
        <source>{old} 改为 {new}</source>
        <translation>{old} is now {new}</translation>
    </message>
</context>
<context>
    <name>Bell</name>
    <message>
        <source>没有消息</source>
        <translation>No messages</translation>
    </message>
    <message>
        <source>消息</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>{n} 条未读消息</source>
        <translation>Unread messages: {n}</translation>
    </message>
    <message>
        <source>全部标为已读</source>
        <translation>Mark all as read</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>{name} 也在看</source>
        <translation>{name} is looking too</translation>
    </message>
    <message>
        <source>{name} 正在填写 {step}</source>
        <translation>{name} is filling in {step}</translation>
    </message>
</context>
<context>
    <name>Case</name>
    <message>
        <source>记一笔：电话、来访、说明…</source>
        <translation>Add a note: call, visit, remark...</translation>
    </message>
    <message>
        <source>复制编号</source>
        <translation>Copy number</translation>
    </message>
    <message>
        <source>其他步骤</source>
        <translation>Other steps</translation>
    </message>
    <message>
        <source>时间线</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>沟通</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Approval</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>记一笔</source>
        <translation>Add a note</translation>
    </message>
    <message>
        <source>还没有人接收</source>
        <translation>Nobody has accepted it yet</translation>
    </message>
    <message>
        <source>负责人 {name}</source>
        <translation>Owner {name}</translation>
    </message>
    <message>
        <source>已办：{step}</source>
        <translation>Done: {step}</translation>
    </message>
    <message>
        <source>还没有调查记录</source>
        <translation>No finding recorded yet</translation>
    </message>
    <message>
        <source>调查中</source>
        <translation>Under investigation</translation>
    </message>
    <message>
        <source>调查清楚后报批</source>
        <translation>Submit for approval after investigating</translation>
    </message>
    <message>
        <source>补偿项目</source>
        <translation>Remedies</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Qty</translation>
    </message>
    <message>
        <source>单价</source>
        <translation>Unit value</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>公司担</source>
        <translation>Our share</translation>
    </message>
    <message>
        <source>执行</source>
        <translation>Carried out by</translation>
    </message>
    <message>
        <source>公司承担合计</source>
        <translation>Borne by the company</translation>
    </message>
    <message>
        <source>等他审批</source>
        <translation>Awaiting approval</translation>
    </message>
    <message>
        <source>客户确认后由方案生成</source>
        <translation>Made from the proposal once the customer accepts</translation>
    </message>
    <message>
        <source>打开协议</source>
        <translation>Open agreement</translation>
    </message>
    <message>
        <source>签协议后按部门自动开单</source>
        <translation>Issued to each department once the agreement is signed</translation>
    </message>
    <message>
        <source>{done}/{all} 已确认</source>
        <translation>{done} of {all} confirmed</translation>
    </message>
    <message>
        <source>落实完成后回访</source>
        <translation>Follow-up once all is carried out</translation>
    </message>
    <message>
        <source>计划 {day} 回访</source>
        <translation>Follow-up planned on {day}</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Registration</translation>
    </message>
    <message>
        <source>调查</source>
        <translation>Investigation</translation>
    </message>
    <message>
        <source>方案与审批</source>
        <translation>Proposal and approval</translation>
    </message>
    <message>
        <source>协议</source>
        <translation>Agreement</translation>
    </message>
    <message>
        <source>通知与落实</source>
        <translation>Notices and fulfilment</translation>
    </message>
    <message>
        <source>回访</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>第 {n} 轮</source>
        <translation>Round {n}</translation>
    </message>
    <message>
        <source>方案第 {n} 版</source>
        <translation>Proposal version {n}</translation>
    </message>
    <message>
        <source>敏感期 {name}</source>
        <translation>Sensitive period {name}</translation>
    </message>
    <message>
        <source>{clock} {due}</source>
        <translation>{clock} {due}</translation>
    </message>
    <message>
        <source>{who} 代 {whom}</source>
        <translation>{who} for {whom}</translation>
    </message>
    <message>
        <source>没有产品</source>
        <translation>No product</translation>
    </message>
    <message>
        <source> 等 {n} 项</source>
        <translation> and more ({n})</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>上次填到一半的“{step}”已恢复</source>
        <translation>Half-filled &quot;{step}&quot; restored</translation>
    </message>
    <message>
        <source>别人后来也改过，请核对：{fields}</source>
        <translation>Others changed these since, please check: {fields}</translation>
    </message>
    <message>
        <source>标记这一单（只有自己看得到）</source>
        <translation>Mark this complaint (only you see it)</translation>
    </message>
    <message>
        <source>已标记，再按一次取消</source>
        <translation>Marked; press again to unmark</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>{n} 个文件</source>
        <translation>Files: {n}</translation>
    </message>
    <message>
        <source>还没有附件</source>
        <translation>No attachments yet</translation>
    </message>
    <message>
        <source>已撤销，留在历史里</source>
        <translation>Taken back; it stays in the history</translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message>
        <source>我负责的</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>待接收</source>
        <translation>To accept</translation>
    </message>
    <message>
        <source>未关闭</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>待回访</source>
        <translation>To follow up</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>编号、客户、原话中的字，空格隔开</source>
        <translation>Number, customer, words said</translation>
    </message>
    <message>
        <source>登记：不限</source>
        <translation>Any time</translation>
    </message>
    <message>
        <source>登记：今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>近 7 天</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>近 30 天</source>
        <translation>Last 30 days</translation>
    </message>
    <message>
        <source>近一年</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>保存筛选…</source>
        <translation>Save filter...</translation>
    </message>
    <message>
        <source>清除筛选</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>批号 {batch}</source>
        <translation>Batch {batch}</translation>
    </message>
    <message>
        <source>保存筛选</source>
        <translation>Save filter</translation>
    </message>
    <message>
        <source>以标签显示在列表上方，带条数；同名的会被替换。只有您自己看得到。</source>
        <translation>Shown as a tab above the list, with its count; one of the same name is replaced. Only you see it.</translation>
    </message>
    <message>
        <source>不保存</source>
        <translation>Do not save</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>本组</source>
        <translation>My team</translation>
    </message>
    <message>
        <source>导出表格</source>
        <translation>Export sheet</translation>
    </message>
    <message>
        <source>客诉列表</source>
        <translation>List of complaints</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>客诉</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>按登记时间，新的在前</source>
        <translation>By registration, newest first</translation>
    </message>
    <message>
        <source>不再保存“{name}”</source>
        <translation>Stop keeping &quot;{name}&quot;</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>复制为表格	Ctrl+C</source>
        <translation>Copy as table	Ctrl+C</translation>
    </message>
    <message>
        <source>同批 {batch} 的投诉</source>
        <translation>Complaints of batch {batch}</translation>
    </message>
    <message>
        <source>这个客户的投诉</source>
        <translation>This customer&apos;s complaints</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>换一个标签，或清除筛选；新的投诉按 Ctrl+N 登记。</source>
        <translation>Choose another tab or clear the filters; Ctrl+N registers a new complaint.</translation>
    </message>
    <message>
        <source>没有这样的投诉</source>
        <translation>No such complaints</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>程度</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>负责人</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>程度：全部</source>
        <translation>Severity: all</translation>
    </message>
    <message>
        <source>负责人：全部</source>
        <translation>Owner: all</translation>
    </message>
    <message>
        <source>状态：全部</source>
        <translation>State: all</translation>
    </message>
    <message>
        <source>前 {n} 条，往下还有</source>
        <translation>First {n}, more below</translation>
    </message>
    <message>
        <source>共 {n} 条</source>
        <translation>{n} in all</translation>
    </message>
    <message>
        <source>；已选 {n} 条</source>
        <translation>; {n} selected</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>产品</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>批号</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>投诉要点</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>登记时间</source>
        <translation>Registered at</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>选择列</source>
        <translation>Choose columns</translation>
    </message>
    <message>
        <source>恢复默认</source>
        <translation>Restore defaults</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>程序出了错，已写成报告：{place}。填好的内容都还在。</source>
        <translation>Something went wrong in the program; a report was saved at {place}. Nothing you typed is lost.</translation>
    </message>
    <message>
        <source>程序出了错，报告没能写成。填好的内容都还在。</source>
        <translation>Something went wrong in the program, and no report could be written. Nothing you typed is lost.</translation>
    </message>
</context>
<context>
    <name>Customers</name>
    <message>
        <source>回到客户列表</source>
        <translation>Back to the customers</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>并入…</source>
        <translation>Merge into...</translation>
    </message>
    <message>
        <source>他的投诉</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>登记投诉时用他的电话，就会记到这里。</source>
        <translation>Complaints registered with this telephone number appear here.</translation>
    </message>
    <message>
        <source>还没有投诉</source>
        <translation>No complaints yet</translation>
    </message>
    <message>
        <source>程度</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>投诉要点</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>负责人</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>{level} 级</source>
        <translation>Level {level}</translation>
    </message>
    <message>
        <source>已并入 {into}</source>
        <translation>Merged into {into}</translation>
    </message>
    <message>
        <source>您的角色不能修改客户资料</source>
        <translation>Your role cannot change customers</translation>
    </message>
    <message>
        <source>合并客户由售后、领导或管理员办</source>
        <translation>Customers are merged by after-sales, leaders or administrators</translation>
    </message>
    <message>
        <source>{all} 单，其中 {open} 单未结</source>
        <translation>{all} in all, {open} open</translation>
    </message>
    <message>
        <source>¥{all}，近一年 ¥{year}</source>
        <translation>¥{all}, past year ¥{year}</translation>
    </message>
    <message>
        <source>投诉</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>已批补偿</source>
        <translation>Remedies approved</translation>
    </message>
    <message>
        <source>欠他的承诺</source>
        <translation>Promises owed</translation>
    </message>
    <message>
        <source>{what}，{by} 前</source>
        <translation>{what}, by {by}</translation>
    </message>
    <message>
        <source>协议</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>已修改：{name}</source>
        <translation>Changed: {name}</translation>
    </message>
    <message>
        <source>{away} 已并入 {into}</source>
        <translation>{away} is merged into {into}</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>不改了</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>修改：{name}</source>
        <translation>Edit: {name}</translation>
    </message>
    <message>
        <source>已有：{fields}</source>
        <translation>Present: {fields}</translation>
    </message>
    <message>
        <source>其他资料</source>
        <translation>More data</translation>
    </message>
    <message>
        <source>放弃改好的内容？</source>
        <translation>Discard your changes?</translation>
    </message>
    <message>
        <source>客户资料还是原来的样子。</source>
        <translation>The customer stays as it was.</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>继续改</source>
        <translation>Keep editing</translation>
    </message>
    <message>
        <source>别人刚改成：{value}。再保存一次就用您填的。</source>
        <translation>Somebody has just changed it to: {value}. Save again to use yours.</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>资料</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>并入的客户</source>
        <translation>Customers merged in</translation>
    </message>
    <message>
        <source>最近的修改</source>
        <translation>Recent changes</translation>
    </message>
    <message>
        <source>名称、拼音或首字母、电话尾号、编号</source>
        <translation>Name, pinyin, last digits of the telephone, number</translation>
    </message>
    <message>
        <source>清除筛选</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>导出表格</source>
        <translation>Export sheet</translation>
    </message>
    <message>
        <source>从表格导入</source>
        <translation>Import from sheet</translation>
    </message>
    <message>
        <source>客户列表</source>
        <translation>List of customers</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>新建的在前</source>
        <translation>Newest first</translation>
    </message>
    <message>
        <source>查找客户</source>
        <translation>Find customers</translation>
    </message>
    <message>
        <source>换个写法再找，或清除筛选；新客户在登记投诉时建档，也可以从表格导入。</source>
        <translation>Try another spelling or clear the filters; new customers come with their complaint, or from a sheet.</translation>
    </message>
    <message>
        <source>没有这样的客户</source>
        <translation>No such customers</translation>
    </message>
    <message>
        <source>类型：全部</source>
        <translation>Type: all</translation>
    </message>
    <message>
        <source>地区：全部</source>
        <translation>Region: all</translation>
    </message>
    <message>
        <source>共 {n} 个客户</source>
        <translation>Customers: {n}</translation>
    </message>
    <message>
        <source>；已选 {n} 个</source>
        <translation>; {n} selected</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>未结</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>合作起始</source>
        <translation>Customer since</translation>
    </message>
    <message>
        <source>并到哪一个客户：名称、拼音、电话、编号</source>
        <translation>Merge into: name, pinyin, telephone or number</translation>
    </message>
    <message>
        <source>查找要并入的客户</source>
        <translation>Find the customer to merge into</translation>
    </message>
    <message>
        <source>可以并入的客户</source>
        <translation>Customers to merge into</translation>
    </message>
    <message>
        <source>并入所选客户</source>
        <translation>Merge into this customer</translation>
    </message>
    <message>
        <source>不并了</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>留下的客户保持原样，只补上它没有的电话和资料；两边的投诉算同一个客户的。</source>
        <translation>The customer that stays is unchanged and only gains telephones and data that it lacks; the complaints of both belong to it.</translation>
    </message>
    <message>
        <source>换个写法再找。</source>
        <translation>Try another spelling.</translation>
    </message>
    <message>
        <source>把“{name}”并入…</source>
        <translation>Merge &quot;{name}&quot; into...</translation>
    </message>
    <message>
        <source>把“{away}”并入“{into}”？</source>
        <translation>Merge &quot;{away}&quot; into &quot;{into}&quot;?</translation>
    </message>
    <message>
        <source>并入后不能拆开；{away} 不再出现在列表里，它的投诉算 {into} 的。</source>
        <translation>A merge cannot be undone; {away} no longer appears in the list, its complaints belong to {into}.</translation>
    </message>
    <message>
        <source>并入</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>先不并</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>从表格导入由领导或管理员办</source>
        <translation>Leaders and administrators import from sheets</translation>
    </message>
    <message>
        <source>从表格导入客户和产品</source>
        <translation>Import customers and products from a sheet</translation>
    </message>
</context>
<context>
    <name>Day</name>
    <message>
        <source>周一</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>周二</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>周三</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>周四</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>周五</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>周六</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>周日</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>{month}月{day}日 {weekday}</source>
        <translation>{weekday} {month}-{day}</translation>
    </message>
    <message>
        <source>昨天 {time}</source>
        <translation>Yest. {time}</translation>
    </message>
    <message>
        <source>今天 {time}</source>
        <translation>Today {time}</translation>
    </message>
    <message>
        <source>明天 {time}</source>
        <translation>Tomorrow {time}</translation>
    </message>
</context>
<context>
    <name>Dictionary</name>
    <message>
        <source>投诉渠道</source>
        <translation>Channels</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Positions</translation>
    </message>
    <message>
        <source>部门</source>
        <translation>Departments</translation>
    </message>
    <message>
        <source>客户类型</source>
        <translation>Customer types</translation>
    </message>
    <message>
        <source>购货凭证</source>
        <translation>Proofs of purchase</translation>
    </message>
    <message>
        <source>数量单位</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>使用量单位</source>
        <translation>Units of use</translation>
    </message>
    <message>
        <source>投诉原因</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>客户诉求</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>损失类别</source>
        <translation>Kinds of loss</translation>
    </message>
    <message>
        <source>承诺类别</source>
        <translation>Kinds of promise</translation>
    </message>
    <message>
        <source>责任原因</source>
        <translation>Causes</translation>
    </message>
    <message>
        <source>附件类别</source>
        <translation>Kinds of attachment</translation>
    </message>
</context>
<context>
    <name>Due</name>
    <message>
        <source>{n} 天</source>
        <translation>{n}d</translation>
    </message>
    <message>
        <source>{n} 时</source>
        <translation>{n}h</translation>
    </message>
    <message>
        <source>{n} 分</source>
        <translation>{n}m</translation>
    </message>
    <message>
        <source>逾期 {time}</source>
        <translation>{time} late</translation>
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
    <message>
        <source>已到期</source>
        <translation>due now</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>导出表格</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>导出{list}：{n} 条</source>
        <translation>Export {list}: {n}</translation>
    </message>
    <message>
        <source>已导出 {n} 条：{name}</source>
        <translation>{n} exported: {name}</translation>
    </message>
    <message>
        <source>已复制{list}：{n} 条</source>
        <translation>{list} copied: {n}</translation>
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
    <name>FollowUps</name>
    <message>
        <source>没有</source>
        <translation>No</translation>
    </message>
    <message>
        <source>有</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>客户的话</source>
        <translation>Customer&apos;s words</translation>
    </message>
    <message>
        <source>客户怎么说</source>
        <translation>What does the customer say?</translation>
    </message>
    <message>
        <source>分数可以直接按数字键 1 到 5；客户没有说的不用填。</source>
        <translation>Keys 1 to 5 give the score; leave empty what the customer did not say.</translation>
    </message>
    <message>
        <source>打开投诉</source>
        <translation>Open complaint</translation>
    </message>
    <message>
        <source>打印回访单</source>
        <translation>Print follow-up form</translation>
    </message>
    <message>
        <source>通知单都确认、落实完成的投诉，会按计划日排在这里。</source>
        <translation>Complaints whose notices are all confirmed are listed here by planned day.</translation>
    </message>
    <message>
        <source>没有要回访的客户</source>
        <translation>No customers to follow up</translation>
    </message>
    <message>
        <source>回访</source>
        <translation>Follow-ups</translation>
    </message>
    <message>
        <source>另有 {n} 单投诉的是您，由别人回访</source>
        <translation>About you, followed up by others: {n}</translation>
    </message>
    <message>
        <source>打过 {n} 次</source>
        <translation>Calls made: {n}</translation>
    </message>
    <message>
        <source>您经手</source>
        <translation>you took part</translation>
    </message>
    <message>
        <source>第 {round} 轮，打过 {n} 次；负责人 {owner}</source>
        <translation>Round {round}, calls made: {n}; owner {owner}</translation>
    </message>
    <message>
        <source>满意、基本满意即关闭；不满意则退回调查处理</source>
        <translation>Satisfied or mostly satisfied closes it; dissatisfied reopens the investigation</translation>
    </message>
    <message>
        <source>先办完上面列出的几项</source>
        <translation>First finish what is listed above</translation>
    </message>
    <message>
        <source>去办</source>
        <translation>Go there</translation>
    </message>
    <message>
        <source>请写下客户不满意的地方</source>
        <translation>Please note what the customer is not satisfied with</translation>
    </message>
    <message>
        <source>开场</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>当时</source>
        <translation>Then</translation>
    </message>
    <message>
        <source>已给到</source>
        <translation>Given</translation>
    </message>
    <message>
        <source>请问</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Closing</translation>
    </message>
    <message>
        <source>{month}月{day}日</source>
        <translation>{month}-{day}</translation>
    </message>
    <message>
        <source>（不满意时）</source>
        <translation>(if dissatisfied) </translation>
    </message>
    <message>
        <source>已过计划日</source>
        <translation>Past planned day</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>以后</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>已回访，待关闭</source>
        <translation>Followed up, to be closed</translation>
    </message>
    <message>
        <source>到账待核</source>
        <translation>Arrival to check</translation>
    </message>
    <message>
        <source>{no}：客户{word}，已关闭</source>
        <translation>{no}: {word}, closed</translation>
    </message>
    <message>
        <source>{no}：客户不满意，已退回调查处理，由{level}负责</source>
        <translation>{no}: dissatisfied, back to investigation with {level}</translation>
    </message>
    <message>
        <source>{no}：第 {n} 次没联系上，{day} 再打</source>
        <translation>{no}: not reached (attempt {n}), call again on {day}</translation>
    </message>
    <message>
        <source>{no}：客户{word}，已记下；还有 {n} 项没办完，暂不能关闭</source>
        <translation>{no}: {word}, noted; open items that keep it from closing: {n}</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>搜索或执行：单号、客户、电话、原话中的字</source>
        <translation>Search or do: number, customer, telephone, words said</translation>
    </message>
    <message>
        <source>新投诉</source>
        <translation>New complaint</translation>
    </message>
    <message>
        <source>浅色或深色</source>
        <translation>Light or dark</translation>
    </message>
    <message>
        <source>已连接</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>打开{screen}</source>
        <translation>Open {screen}</translation>
    </message>
    <message>
        <source>切换浅色、深色</source>
        <translation>Switch light and dark</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>换个人登录</source>
        <translation>Sign in as somebody else</translation>
    </message>
    <message>
        <source>本页的说明</source>
        <translation>Help on this page</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>还没有备份</source>
        <translation>No backup yet</translation>
    </message>
    <message>
        <source>备份：{at}</source>
        <translation>Backup: {at}</translation>
    </message>
    <message>
        <source>连接断开</source>
        <translation>Disconnected</translation>
    </message>
    <message>
        <source>大小 {percent}%</source>
        <translation>Size {percent}%</translation>
    </message>
    <message>
        <source>放大（Ctrl+加号）</source>
        <translation>Larger (Ctrl+Plus)</translation>
    </message>
    <message>
        <source>缩小（Ctrl+减号）</source>
        <translation>Smaller (Ctrl+Minus)</translation>
    </message>
    <message>
        <source>使用手册（F1）</source>
        <translation>Manual (F1)</translation>
    </message>
    <message>
        <source>快捷键（Ctrl+/）</source>
        <translation>Keys (Ctrl+/)</translation>
    </message>
    <message>
        <source>锁定（Ctrl+L）</source>
        <translation>Lock (Ctrl+L)</translation>
    </message>
    <message>
        <source>导出本页的表格</source>
        <translation>Export this page&apos;s list</translation>
    </message>
    <message>
        <source>这一页没有表格可以导出</source>
        <translation>There is no list to export on this page</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>说明</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>使用手册</source>
        <translation>Manual</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>客户</source>
        <translation>Customers</translation>
    </message>
    <message>
        <source>产品</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>表里是什么</source>
        <translation>What the sheet holds</translation>
    </message>
    <message>
        <source>选表格…</source>
        <translation>Choose sheet...</translation>
    </message>
    <message>
        <source>没有收下的行</source>
        <translation>Rows refused</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>没有收下的原因</source>
        <translation>Why it was refused</translation>
    </message>
    <message>
        <source>第一行是表头，例如：客户名称、电话、地址、客户类型、统一社会信用代码、联系人、备注。</source>
        <translation>The first row is the heading, for example: customer name, phone, address, customer type, uscc, contact, note.</translation>
    </message>
    <message>
        <source>再导入同一张表不会重复；先给您看结果，点“导入”才写入。</source>
        <translation>Importing the same sheet again does not double anything; you see the result first, and only &quot;Import&quot; writes it.</translation>
    </message>
    <message>
        <source>选表格</source>
        <translation>Choose a sheet</translation>
    </message>
    <message>
        <source>请稍等</source>
        <translation>Please wait</translation>
    </message>
    <message>
        <source>{file}：新增 {made}，更新 {changed}，已有 {known}，不收 {refused} 行</source>
        <translation>{file}: {made} new, {changed} updated, {known} known, {refused} refused</translation>
    </message>
    <message>
        <source>导入 {n} 行</source>
        <translation>Import rows: {n}</translation>
    </message>
    <message>
        <source>列的意思</source>
        <translation>What the columns mean</translation>
    </message>
    <message>
        <source>不用的列</source>
        <translation>Column not used</translation>
    </message>
    <message>
        <source>头几行</source>
        <translation>First rows</translation>
    </message>
    <message>
        <source>正在导入 {done} / {total}</source>
        <translation>Importing {done} of {total}</translation>
    </message>
    <message>
        <source>客户：新增 {made}，更新 {changed}，不收 {refused} 行</source>
        <translation>Customers: {made} new, {changed} updated, {refused} refused</translation>
    </message>
    <message>
        <source>产品：新增 {made}，更新 {changed}，不收 {refused} 行</source>
        <translation>Products: {made} new, {changed} updated, {refused} refused</translation>
    </message>
    <message>
        <source>已取消，什么都没有写入</source>
        <translation>Cancelled; nothing was written</translation>
    </message>
    <message>
        <source>第一行是表头，例如：产品编码、产品名称、规格、单位、单价。也可以带批次，一批一行：批号、生产日期、有效期、数量。</source>
        <translation>The first row holds the headings, such as product code, product name, size, unit, unit price. Batches may come too, a row each: batch no., production date, expiry date, quantity.</translation>
    </message>
</context>
<context>
    <name>Joint</name>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>：</source>
        <translation>: </translation>
    </message>
    <message>
        <source>。</source>
        <translation>. </translation>
    </message>
    <message>
        <source>{told}（{more}）</source>
        <translation>{told} ({more})</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>新投诉</source>
        <translation>New complaint</translation>
    </message>
    <message>
        <source>搜索或执行</source>
        <translation>Search or do</translation>
    </message>
    <message>
        <source>消息</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>第一个栏目，Alt 2 第二个，依次类推</source>
        <translation>First page on the left, Alt 2 the second, and so on</translation>
    </message>
    <message>
        <source>重新读取</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>打印单据</source>
        <translation>Print papers</translation>
    </message>
    <message>
        <source>撤销刚才那一下</source>
        <translation>Undo what was just done</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>放大，Ctrl − 缩小，Ctrl 0 还原</source>
        <translation>Larger, Ctrl − smaller, Ctrl 0 resets</translation>
    </message>
    <message>
        <source>本页的说明</source>
        <translation>Help on this page</translation>
    </message>
    <message>
        <source>这张表</source>
        <translation>This table</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>到处可用</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>本页：{page}</source>
        <translation>This page: {page}</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Got it</translation>
    </message>
    <message>
        <source>导出本页的表格</source>
        <translation>Export this page&apos;s list</translation>
    </message>
</context>
<context>
    <name>Merging</name>
    <message>
        <source>对方改为：{text}</source>
        <translation>They changed it to: {text}</translation>
    </message>
    <message>
        <source>用对方的</source>
        <translation>Use theirs</translation>
    </message>
    <message>
        <source>用我的</source>
        <translation>Use mine</translation>
    </message>
    <message>
        <source>有 {n} 项两边都改了，请逐项选定。</source>
        <translation>Changed on both sides: {n}. Please choose one by one.</translation>
    </message>
    <message>
        <source>这些已不再需要：{fields}</source>
        <translation>No longer needed: {fields}</translation>
    </message>
    <message>
        <source>别人</source>
        <translation>Somebody else</translation>
    </message>
    <message>
        <source>{who} 刚办了{steps}</source>
        <translation>{who} has just done: {steps}</translation>
    </message>
    <message>
        <source>{did}，与您填的不冲突</source>
        <translation>{did}; it does not touch what you filled in</translation>
    </message>
    <message>
        <source>{did}，改了{fields}，已一并采用</source>
        <translation>{did}; {fields} changed and are taken over</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>已复制文字和图片，可贴到群里</source>
        <translation>Copied as text and picture, ready to paste into a chat</translation>
    </message>
    <message>
        <source>贴图 {at}</source>
        <translation>Pasted picture {at}</translation>
    </message>
    <message>
        <source>{n} 张逾期</source>
        <translation>{n} overdue</translation>
    </message>
    <message>
        <source>全部确认</source>
        <translation>Confirm all</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>打印这些待接收的通知单</source>
        <translation>Print these notices to be accepted</translation>
    </message>
    <message>
        <source>选文件…</source>
        <translation>Choose file...</translation>
    </message>
    <message>
        <source>选文件</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>不再补发，就此完成</source>
        <translation>No more to send; complete as it is</translation>
    </message>
    <message>
        <source>不办了</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>共 {all}，已办 {done}</source>
        <translation>{done} of {all} done</translation>
    </message>
    <message>
        <source>签字的通知单：Ctrl+V 贴图</source>
        <translation>Signed notice: Ctrl+V pastes a picture</translation>
    </message>
    <message>
        <source>Ctrl+V 贴图</source>
        <translation>Ctrl+V pastes a picture</translation>
    </message>
    <message>
        <source>先记这些，还差 {n}</source>
        <translation>Record this; {n} still open</translation>
    </message>
    <message>
        <source>放弃填好的内容？</source>
        <translation>Discard what you filled in?</translation>
    </message>
    <message>
        <source>这一步还没有办，填写的内容不会保存。</source>
        <translation>The step is not done, and what you filled in is not saved.</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>继续填</source>
        <translation>Keep filling in</translation>
    </message>
    <message>
        <source>扫码或输单号</source>
        <translation>Scan or type a number</translation>
    </message>
    <message>
        <source>签了协议、免签协议之后，要办的事按部门出现在这里。</source>
        <translation>What is to be done appears here by department once an agreement is signed or waived.</translation>
    </message>
    <message>
        <source>没有未完结的通知单</source>
        <translation>No open notices</translation>
    </message>
    <message>
        <source>通知单</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>接收 → 完成 → 售后确认</source>
        <translation>Accept → complete → confirmed by after-sales</translation>
    </message>
    <message>
        <source>单号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>{n} 张未完结</source>
        <translation>{n} open</translation>
    </message>
    <message>
        <source>{verb}：{number}</source>
        <translation>{verb}: {number}</translation>
    </message>
    <message>
        <source>已记部分</source>
        <translation>Part recorded</translation>
    </message>
    <message>
        <source>{verb}：{number}，第 {n} 次</source>
        <translation>{verb}: {number}, time {n}</translation>
    </message>
    <message>
        <source>已确认 {n} 张</source>
        <translation>{n} confirmed</translation>
    </message>
    <message>
        <source>已附到 {number}：{name}</source>
        <translation>Attached to {number}: {name}</translation>
    </message>
    <message>
        <source>已复制 {number}：文字和图片，可贴到群里</source>
        <translation>{number} copied as text and picture, ready to paste into a chat</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>投诉单</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>选一张，或扫一张：这里是内容和下一步。</source>
        <translation>Choose or scan one: its content and next step appear here.</translation>
    </message>
    <message>
        <source>没有选中的通知单</source>
        <translation>No notice chosen</translation>
    </message>
    <message>
        <source>确认本单全部 {n} 张</source>
        <translation>Confirm all {n} of this complaint</translation>
    </message>
    <message>
        <source>接收</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>取消通知单</source>
        <translation>Cancel notice</translation>
    </message>
    <message>
        <source>重开</source>
        <translation>Reissue</translation>
    </message>
    <message>
        <source>催办</source>
        <translation>Urge</translation>
    </message>
    <message>
        <source>核实</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>代{department}{verb}</source>
        <translation>{verb} for {department}</translation>
    </message>
    <message>
        <source>部门退回，待重开</source>
        <translation>Returned, to be reissued</translation>
    </message>
    <message>
        <source>待接收</source>
        <translation>To accept</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>已完成，待售后确认</source>
        <translation>Done, after-sales to confirm</translation>
    </message>
    <message>
        <source>已完成，等售后确认</source>
        <translation>Done, awaiting after-sales</translation>
    </message>
    <message>
        <source>催办 {n} 次</source>
        <translation>urged {n}×</translation>
    </message>
    <message>
        <source>等 {number}</source>
        <translation>waits for {number}</translation>
    </message>
    <message>
        <source>还差 {n}</source>
        <translation>{n} still open</translation>
    </message>
    <message>
        <source>运单 …{end}</source>
        <translation>waybill ...{end}</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>投诉产品</source>
        <translation>Product complained about</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>Course</translation>
    </message>
    <message>
        <source>批号 {batch}</source>
        <translation>batch {batch}</translation>
    </message>
    <message>
        <source>大写</source>
        <translation>In words</translation>
    </message>
    <message>
        <source>开单</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>（客户要求保密）</source>
        <translation>(confidential at the customer&apos;s request)</translation>
    </message>
    <message>
        <source>看板</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>按时限</source>
        <translation>By due time</translation>
    </message>
    <message>
        <source>看板或按时限</source>
        <translation>Board or by due time</translation>
    </message>
    <message>
        <source>清除筛选</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>通知单列表</source>
        <translation>List of notices</translation>
    </message>
    <message>
        <source>部门：全部</source>
        <translation>Department: all</translation>
    </message>
    <message>
        <source>状态：全部</source>
        <translation>State: all</translation>
    </message>
    <message>
        <source>只看逾期</source>
        <translation>Overdue only</translation>
    </message>
    <message>
        <source>部门</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>What</translation>
    </message>
    <message>
        <source>催办、进度</source>
        <translation>Urged, progress</translation>
    </message>
    <message>
        <source>换一个部门或状态，或清除筛选。</source>
        <translation>Choose another department or state, or clear the filters.</translation>
    </message>
    <message>
        <source>没有这样的通知单</source>
        <translation>No such notices</translation>
    </message>
    <message>
        <source>前 {n} 张，往下还有</source>
        <translation>The first {n}, more below</translation>
    </message>
    <message>
        <source>共 {n} 张</source>
        <translation>{n} in all</translation>
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
    <name>Palette</name>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>单号、客户、电话、原话中的字；&gt; 只看操作</source>
        <translation>Number, customer, telephone, words said; &gt; for actions only</translation>
    </message>
    <message>
        <source>搜索或执行</source>
        <translation>Search or do</translation>
    </message>
    <message>
        <source>选择</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>open</translation>
    </message>
    <message>
        <source>打开协议 {number}</source>
        <translation>Open agreement {number}</translation>
    </message>
    <message>
        <source>协议</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>最近打开</source>
        <translation>Opened lately</translation>
    </message>
    <message>
        <source>标记过的</source>
        <translation>Marked</translation>
    </message>
    <message>
        <source>协议和通知单</source>
        <translation>Agreements and notices</translation>
    </message>
    <message>
        <source>投诉单</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customers</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>登记表</source>
        <translation>Registration form</translation>
    </message>
    <message>
        <source>投诉跟踪表</source>
        <translation>Tracking sheet</translation>
    </message>
    <message>
        <source>审批表</source>
        <translation>Approval sheet</translation>
    </message>
    <message>
        <source>答复函</source>
        <translation>Letter of answer</translation>
    </message>
    <message>
        <source>不予支持说明</source>
        <translation>Letter of explanation</translation>
    </message>
    <message>
        <source>道歉函</source>
        <translation>Letter of apology</translation>
    </message>
    <message>
        <source>进度通知</source>
        <translation>Progress letter</translation>
    </message>
    <message>
        <source>处理协议书</source>
        <translation>Settlement agreement</translation>
    </message>
    <message>
        <source>通知单</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>通知单（A5）</source>
        <translation>Notice (A5)</translation>
    </message>
    <message>
        <source>通知单（三联）</source>
        <translation>Notice (three-part)</translation>
    </message>
    <message>
        <source>回访记录表</source>
        <translation>Follow-up record</translation>
    </message>
    <message>
        <source>结案卷</source>
        <translation>Case file</translation>
    </message>
    <message>
        <source>投诉须知</source>
        <translation>How to complain</translation>
    </message>
    <message>
        <source>空白登记表</source>
        <translation>Blank registration form</translation>
    </message>
    <message>
        <source>空白回访记录表</source>
        <translation>Blank follow-up record</translation>
    </message>
    <message>
        <source>空白跟踪表</source>
        <translation>Blank tracking sheet</translation>
    </message>
</context>
<context>
    <name>Path</name>
    <message>
        <source>登记</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>接收</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>调查</source>
        <translation>Investigate</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>客户确认</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>签协议</source>
        <translation>Agreement</translation>
    </message>
    <message>
        <source>执行</source>
        <translation>Carry out</translation>
    </message>
    <message>
        <source>回访</source>
        <translation>Follow up</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>添加照片或文件…</source>
        <translation>Add photographs or files...</translation>
    </message>
    <message>
        <source>正在处理 {done}/{total}</source>
        <translation>Preparing {done} of {total}</translation>
    </message>
    <message>
        <source>{n} 个文件，提交时一起存入</source>
        <translation>Files, stored on submitting: {n}</translation>
    </message>
    <message>
        <source>也可以拖进来，或按 Ctrl+V 粘贴</source>
        <translation>or drop them here, or paste with Ctrl+V</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photographs</translation>
    </message>
    <message>
        <source>← → 上一张、下一张&#x3000;+ − 放大、缩小&#x3000;Esc 关闭</source>
        <translation>← → previous, next   + − larger, smaller   Esc closes</translation>
    </message>
    <message>
        <source>粘贴 {time}</source>
        <translation>Pasted {time}</translation>
    </message>
    <message>
        <source>选照片或文件</source>
        <translation>Choose photographs or files</translation>
    </message>
    <message>
        <source>来自</source>
        <translation>From</translation>
    </message>
    <message>
        <source>另存为…</source>
        <translation>Save as...</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>另存为</source>
        <translation>Save as</translation>
    </message>
    <message>
        <source>已存为 {name}</source>
        <translation>Saved as {name}</translation>
    </message>
    <message>
        <source>正在处理照片</source>
        <translation>Preparing photographs</translation>
    </message>
    <message>
        <source>已存入 {n} 个附件</source>
        <translation>Attachments stored: {n}</translation>
    </message>
    <message>
        <source>保留原图</source>
        <translation>Keep the original</translation>
    </message>
    <message>
        <source>照片按原样存，不缩小；每个最多 25 MB</source>
        <translation>Photos are kept as they come, not made smaller; at most 25 MB each</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>打开投诉单</source>
        <translation>Open complaint</translation>
    </message>
    <message>
        <source>收起预览</source>
        <translation>Hide preview</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>客户原话</source>
        <translation>Customer&apos;s words</translation>
    </message>
    <message>
        <source>最近</source>
        <translation>Latest</translation>
    </message>
    <message>
        <source>{step}：{no}</source>
        <translation>{step}: {no}</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>联系</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>产品</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>负责人</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>诉求</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>敏感期</source>
        <translation>Sensitive period</translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>重新查找打印机</source>
        <translation>Look for printers again</translation>
    </message>
    <message>
        <source>全部，或 1-3,5</source>
        <translation>All, or 1-3,5</translation>
    </message>
    <message>
        <source>份数</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>双面</source>
        <translation>Two-sided</translation>
    </message>
    <message>
        <source>页码</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>纸张</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>单面</source>
        <translation>One side</translation>
    </message>
    <message>
        <source>长边翻</source>
        <translation>Long edge</translation>
    </message>
    <message>
        <source>短边翻</source>
        <translation>Short edge</translation>
    </message>
    <message>
        <source>同单据</source>
        <translation>As the paper</translation>
    </message>
    <message>
        <source>241×140 三联单</source>
        <translation>241×140 three-part</translation>
    </message>
    <message>
        <source>只打黑白；单据上没有靠颜色才看得懂的内容。</source>
        <translation>Black and white only; no paper needs colour to be understood.</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>用系统打开</source>
        <translation>Open with the system</translation>
    </message>
    <message>
        <source>仍然打印</source>
        <translation>Print anyway</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>正在查找打印机…</source>
        <translation>Looking for printers...</translation>
    </message>
    <message>
        <source>没有打印机</source>
        <translation>No printer</translation>
    </message>
    <message>
        <source>没有选单据</source>
        <translation>No paper chosen</translation>
    </message>
    <message>
        <source>打印单据（Ctrl+P）</source>
        <translation>Print papers (Ctrl+P)</translation>
    </message>
    <message>
        <source>打印{paper}：{n} 件</source>
        <translation>Print {paper}: {n}</translation>
    </message>
    <message>
        <source>先在列表里选投诉</source>
        <translation>Select complaints in the list first</translation>
    </message>
    <message>
        <source>打印投诉须知、空白表格…</source>
        <translation>Print leaflet or blank forms...</translation>
    </message>
    <message>
        <source>打印选中的投诉（Ctrl+P）</source>
        <translation>Print selected complaints (Ctrl+P)</translation>
    </message>
    <message>
        <source>打印到</source>
        <translation>Print to</translation>
    </message>
    <message>
        <source>单据：选了 {n} 张，共 {all} 张</source>
        <translation>Papers: {n} of {all} chosen</translation>
    </message>
    <message>
        <source>这张单据现在打不了</source>
        <translation>This paper cannot be printed now</translation>
    </message>
    <message>
        <source>{task}：第 {n} 张，共 {all} 张</source>
        <translation>{task}: {n} of {all}</translation>
    </message>
    <message>
        <source>正在装订结案卷…</source>
        <translation>Binding the case file...</translation>
    </message>
    <message>
        <source>全部单据、操作记录和附件装成一份，附件多时要等一会儿。</source>
        <translation>All papers, history and attachments in one file; many attachments take a while.</translation>
    </message>
    <message>
        <source>装订结案卷：第 {n} 件，共 {all} 件</source>
        <translation>Binding the case file: {n} of {all}</translation>
    </message>
    <message>
        <source>要看时再选它一次。</source>
        <translation>Choose it again when you want to see it.</translation>
    </message>
    <message>
        <source>已停止装订</source>
        <translation>Binding stopped</translation>
    </message>
    <message>
        <source>{paper}：{missing}</source>
        <translation>{paper}: {missing}</translation>
    </message>
    <message>
        <source>{task}：{n} 张</source>
        <translation>{task}: {n}</translation>
    </message>
    <message>
        <source>有 {n} 张没有打：</source>
        <translation>Not printed: {n}</translation>
    </message>
    <message>
        <source>正在打印</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>正在存为 PDF</source>
        <translation>Saving as PDF</translation>
    </message>
    <message>
        <source>正在打开</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>已送到“{printer}”</source>
        <translation>Sent to &quot;{printer}&quot;</translation>
    </message>
    <message>
        <source>已存为 PDF</source>
        <translation>Saved as PDF</translation>
    </message>
    <message>
        <source>已用系统打开</source>
        <translation>Opened with the system</translation>
    </message>
    <message>
        <source>存到哪个文件夹</source>
        <translation>Folder to save in</translation>
    </message>
    <message>
        <source>有 {n} 个字打印不出：{chars}。纸上会印出它的编码。</source>
        <translation>Characters that cannot be printed: {n} ({chars}). The paper shows their codes.</translation>
    </message>
    <message>
        <source>单据</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>复制{paper}（文字和图片）</source>
        <translation>Copy {paper} (text and picture)</translation>
    </message>
</context>
<context>
    <name>Queues</name>
    <message>
        <source>编号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>方案</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>负责人</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>何时</source>
        <translation>When</translation>
    </message>
    <message>
        <source>投诉要点</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>计划日</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>款应到账日</source>
        <translation>Money due on</translation>
    </message>
    <message>
        <source>打过次数</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>客户的话</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>What</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Said</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>，逾期 {n}</source>
        <translation>, {n} overdue</translation>
    </message>
    <message>
        <source>新投诉</source>
        <translation>New complaint</translation>
    </message>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>客诉</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>投诉单</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>协议</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>通知单</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>回访</source>
        <translation>Follow-ups</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customers</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>Register</name>
    <message>
        <source>诉求</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>怎么办</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>{label}（元）</source>
        <translation>{label} (CNY)</translation>
    </message>
    <message>
        <source>可能重复</source>
        <translation>Possible duplicates</translation>
    </message>
    <message>
        <source>来电客户</source>
        <translation>Caller</translation>
    </message>
    <message>
        <source>同批号</source>
        <translation>Same batch</translation>
    </message>
    <message>
        <source>提交后的时限</source>
        <translation>Time limits after submitting</translation>
    </message>
    <message>
        <source>同一客户，说法有 {n}% 相同</source>
        <translation>Same customer, {n}% the same words</translation>
    </message>
    <message>
        <source>同一批号，说法有 {n}% 相同</source>
        <translation>Same batch, {n}% the same words</translation>
    </message>
    <message>
        <source>并到那一单</source>
        <translation>Add to that complaint</translation>
    </message>
    <message>
        <source>这次来电记为那一单的沟通记录，照片一起过去</source>
        <translation>This call is noted in that complaint&apos;s contact log, with its photographs</translation>
    </message>
    <message>
        <source>不是重复</source>
        <translation>Not a duplicate</translation>
    </message>
    <message>
        <source>{batch}：投诉过 {n} 单</source>
        <translation>{batch}, earlier complaints: {n}</translation>
    </message>
    <message>
        <source>新客户</source>
        <translation>New customer</translation>
    </message>
    <message>
        <source>没有登记过这个号码，提交后建档</source>
        <translation>This number is new; the customer is added on submitting</translation>
    </message>
    <message>
        <source>输入电话后，这里显示客户、未结投诉和欠他的承诺</source>
        <translation>After the number is entered, the customer, open complaints and promises owed appear here</translation>
    </message>
    <message>
        <source>老客户</source>
        <translation>Known customer</translation>
    </message>
    <message>
        <source>{all} 单，{open} 单未结</source>
        <translation>{all} in all, {open} open</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>投诉</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>上次说到</source>
        <translation>Last time</translation>
    </message>
    <message>
        <source>欠他：{what}，{by} 前</source>
        <translation>Owed: {what}, by {by}</translation>
    </message>
    <message>
        <source>下一个产品：名称、批号</source>
        <translation>Next product: name, batch</translation>
    </message>
    <message>
        <source>无</source>
        <translation>None</translation>
    </message>
    <message>
        <source>持续</source>
        <translation>Ongoing</translation>
    </message>
    <message>
        <source>客户怎么说就怎么记，签名后封存</source>
        <translation>In the customer&apos;s own words; sealed once signed</translation>
    </message>
    <message>
        <source>先问电话，多个号码用 / 隔开</source>
        <translation>Ask for the number first; separate several with /</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>客户未提</source>
        <translation>Not mentioned</translation>
    </message>
    <message>
        <source>没有产品就空着</source>
        <translation>Leave empty if there is no product</translation>
    </message>
    <message>
        <source>今天、+3 或 3-11</source>
        <translation>Today, +3 or 3-11</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photographs</translation>
    </message>
    <message>
        <source>产品</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>处理</source>
        <translation>Handling</translation>
    </message>
    <message>
        <source>要点</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>程度</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>损害</source>
        <translation>Harm</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>职务</source>
        <translation>Job title</translation>
    </message>
    <message>
        <source>投诉时间</source>
        <translation>Complained at</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>期望答复</source>
        <translation>Answer by</translation>
    </message>
    <message>
        <source>客户答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>完整登记</source>
        <translation>Full</translation>
    </message>
    <message>
        <source>快速处理</source>
        <translation>Fast lane</translation>
    </message>
    <message>
        <source>Ctrl+E 切换，填好的内容都保留</source>
        <translation>Ctrl+E switches; what you filled in stays</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>放弃正在填的这份，放弃后可以撤销</source>
        <translation>Discard this draft; it can be undone</translation>
    </message>
    <message>
        <source>提交后出登记表</source>
        <translation>Make the form on submitting</translation>
    </message>
    <message>
        <source>存为草稿</source>
        <translation>Save draft</translation>
    </message>
    <message>
        <source>提交并签名</source>
        <translation>Submit and sign</translation>
    </message>
    <message>
        <source>新投诉</source>
        <translation>New complaint</translation>
    </message>
    <message>
        <source>必填的都有了</source>
        <translation>All required fields are filled in</translation>
    </message>
    <message>
        <source>还缺 {n} 项：{names}</source>
        <translation>{n} missing: {names}</translation>
    </message>
    <message>
        <source>草稿已存 {time}</source>
        <translation>Draft saved {time}</translation>
    </message>
    <message>
        <source>草稿没存上：{why}</source>
        <translation>Draft not saved: {why}</translation>
    </message>
    <message>
        <source>其他草稿 {n}</source>
        <translation>Other drafts: {n}</translation>
    </message>
    <message>
        <source>上次没登记完，已恢复</source>
        <translation>Unfinished registration restored</translation>
    </message>
    <message>
        <source>有 {n} 处要改</source>
        <translation>To correct: {n}</translation>
    </message>
    <message>
        <source>已放弃这份草稿</source>
        <translation>Draft discarded</translation>
    </message>
    <message>
        <source>已记到 {case_no} 的沟通记录</source>
        <translation>Noted in the contact log of {case_no}</translation>
    </message>
    <message>
        <source>已登记 {case_no}，{state}</source>
        <translation>{case_no} registered: {state}</translation>
    </message>
    <message>
        <source>{case_no} 请再核对：{what}</source>
        <translation>{case_no}, please check again: {what}</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>{n} 单</source>
        <translation>{n}</translation>
    </message>
    <message>
        <source>放弃其中一份</source>
        <translation>Discard one of them</translation>
    </message>
    <message>
        <source>放弃正在填的这份</source>
        <translation>Discard this draft</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>授权</source>
        <translation>Authority</translation>
    </message>
    <message>
        <source>方案的金额要在审批人的授权以内；给某个人的限额先于他的层级。</source>
        <translation>A proposal&apos;s amount must be within the approver&apos;s authority; a person&apos;s own limit comes before that of the level.</translation>
    </message>
    <message>
        <source>新授权</source>
        <translation>New authority</translation>
    </message>
    <message>
        <source>给谁</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>改动原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>结束授权</source>
        <translation>End authority</translation>
    </message>
    <message>
        <source>还没有授权</source>
        <translation>No authority yet</translation>
    </message>
    <message>
        <source>不限</source>
        <translation>No limit</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>限额（元）</source>
        <translation>Limit (CNY)</translation>
    </message>
    <message>
        <source>自</source>
        <translation>From</translation>
    </message>
    <message>
        <source>至</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>改授权</source>
        <translation>Change authority</translation>
    </message>
    <message>
        <source>没有领导：什么方案都没有人能审批。请在“人员”里设一位。</source>
        <translation>There is no leader: nobody can approve proposals. Appoint one under &quot;People&quot;.</translation>
    </message>
    <message>
        <source>只有一位领导：他自己的方案由他自己批，会标“单人决定”。</source>
        <translation>There is one leader only: their own proposals are approved by themselves and marked &quot;Decided alone&quot;.</translation>
    </message>
    <message>
        <source>没有经理或总经理：重大及以上的投诉没有人能审批。</source>
        <translation>There is no manager or general manager: nobody can approve complaints of severity major or above.</translation>
    </message>
    <message>
        <source>{scope}超过 {above} 元没有人能审批。</source>
        <translation>{scope}: nobody can approve more than CNY {above}.</translation>
    </message>
    <message>
        <source>代理</source>
        <translation>Substitutes</translation>
    </message>
    <message>
        <source>领导不在时由谁代批，按被代理人的限额；代理人的方案不由他自己代批。</source>
        <translation>Who approves while a leader is away, within that leader&apos;s limit; nobody approves their own proposals for another.</translation>
    </message>
    <message>
        <source>新代理</source>
        <translation>New substitute</translation>
    </message>
    <message>
        <source>结束代理</source>
        <translation>End substitution</translation>
    </message>
    <message>
        <source>没有代理</source>
        <translation>No substitutes</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>代理中</source>
        <translation>Standing in</translation>
    </message>
    <message>
        <source>未开始</source>
        <translation>Not begun</translation>
    </message>
    <message>
        <source>被代理人</source>
        <translation>Person absent</translation>
    </message>
    <message>
        <source>代理人</source>
        <translation>Substitute</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>选文件夹…</source>
        <translation>Choose folder...</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>每份都是完整的一份资料，做好就核对。没有恢复过的备份不算数：每月演练一次。</source>
        <translation>Each is a whole copy of the data, checked when made. A backup never restored does not count: rehearse every month.</translation>
    </message>
    <message>
        <source>存放处</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>第二处</source>
        <translation>Second place</translation>
    </message>
    <message>
        <source>移动硬盘或另一台电脑；空着就没有</source>
        <translation>A portable disk or another computer; empty for none</translation>
    </message>
    <message>
        <source>立即备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>保存存放处</source>
        <translation>Save places</translation>
    </message>
    <message>
        <source>演练恢复</source>
        <translation>Rehearse restoring</translation>
    </message>
    <message>
        <source>从这份恢复…</source>
        <translation>Restore this one...</translation>
    </message>
    <message>
        <source>核对无误</source>
        <translation>Checked, sound</translation>
    </message>
    <message>
        <source>核对时发现问题</source>
        <translation>Checked, problems found</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>{mb} MB</source>
        <translation>{mb} MB</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>按“立即备份”做第一份。</source>
        <translation>&quot;Back up now&quot; makes the first one.</translation>
    </message>
    <message>
        <source>还没有备份</source>
        <translation>No backup yet</translation>
    </message>
    <message>
        <source>先在上面选一份备份</source>
        <translation>Select a backup above first</translation>
    </message>
    <message>
        <source>先保存存放处</source>
        <translation>Save the places first</translation>
    </message>
    <message>
        <source>选文件夹</source>
        <translation>Choose a folder</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>正在备份并核对</source>
        <translation>Backing up and checking</translation>
    </message>
    <message>
        <source>正在演练恢复</source>
        <translation>Rehearsing</translation>
    </message>
    <message>
        <source>恢复到 {at} 的备份？</source>
        <translation>Restore the backup of {at}?</translation>
    </message>
    <message>
        <source>那以后登记和办理的一切都会从这里消失。现在的资料先自动备份一份，随时可以再恢复回来。请先让别的电脑退出程序；恢复后要重新登录。</source>
        <translation>Everything registered and done since then disappears from here. The present data is backed up first and can be restored at any time. Let the other computers leave the program first; you sign in again afterwards.</translation>
    </message>
    <message>
        <source>从备份恢复</source>
        <translation>Restore backup</translation>
    </message>
    <message>
        <source>保留现在的</source>
        <translation>Keep these</translation>
    </message>
    <message>
        <source>正在恢复</source>
        <translation>Restoring</translation>
    </message>
    <message>
        <source>请稍等</source>
        <translation>Please wait</translation>
    </message>
    <message>
        <source>还没有一份好的备份</source>
        <translation>No sound backup yet</translation>
    </message>
    <message>
        <source>最近一份好的备份：{at}</source>
        <translation>Last sound backup: {at}</translation>
    </message>
    <message>
        <source>备份好了，核对无误：{n} 件投诉。</source>
        <translation>Backed up and checked. Complaints: {n}.</translation>
    </message>
    <message>
        <source>备份做了，但资料本身有问题。请停止使用，联系维护人员。</source>
        <translation>The backup is made, but the data itself has problems. Stop working and call your maintainer.</translation>
    </message>
    <message>
        <source>备份好了；第二处没有写成：{why}</source>
        <translation>Backed up; the second place could not be written: {why}</translation>
    </message>
    <message>
        <source>演练成功：最新的备份能恢复，{n} 件投诉都在；之后又办了 {steps} 步。</source>
        <translation>Rehearsed: the latest backup restores whole. Complaints: {n}; steps done since: {steps}.</translation>
    </message>
    <message>
        <source>演练失败：最新的备份恢复后不对。请马上再备份一次，并联系维护人员。</source>
        <translation>The rehearsal failed: the latest backup does not restore right. Back up again at once and call your maintainer.</translation>
    </message>
    <message>
        <source>已恢复：{n} 件投诉。请重新登录。</source>
        <translation>Restored. Complaints: {n}. Please sign in again.</translation>
    </message>
    <message>
        <source>要设新密码的人：{who}</source>
        <translation>Need a new password: {who}</translation>
    </message>
    <message>
        <source>日历</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>时限按工作时间走。没有录入节假日的年份，节假日也当工作日算。</source>
        <translation>Time limits count working hours. In a year without holidays entered, holidays count as working days.</translation>
    </message>
    <message>
        <source>节假日与调休</source>
        <translation>Holidays and make-up days</translation>
    </message>
    <message>
        <source>每周时间</source>
        <translation>Weekly hours</translation>
    </message>
    <message>
        <source>日子</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>去掉选中的日子</source>
        <translation>Remove selected days</translation>
    </message>
    <message>
        <source>上班</source>
        <translation>Working</translation>
    </message>
    <message>
        <source>放假</source>
        <translation>Holiday</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>星期</source>
        <translation>Weekday</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>几段之间用逗号隔开，例如 08:30-12:00，13:30-17:30；休息就空着。</source>
        <translation>Separate spans with commas, for example 08:30-12:00, 13:30-17:30; leave days off empty.</translation>
    </message>
    <message>
        <source>这一年还没有录入</source>
        <translation>Nothing entered for this year</translation>
    </message>
    <message>
        <source>国务院公布后，把安排贴到右边。</source>
        <translation>Paste the official arrangement on the right once it is published.</translation>
    </message>
    <message>
        <source>录入日子</source>
        <translation>Enter days</translation>
    </message>
    <message>
        <source>一行一天或一段，写明放假或上班，后面是名称，例如：</source>
        <translation>One day or span a line, with 放假 (off) or 上班 (working) and then its name, for example:</translation>
    </message>
    <message>
        <source>2027-02-06 至 2027-02-12 放假 春节
2027-02-14 上班 春节调休</source>
        <translation>2027-02-06 ~ 2027-02-12 放假 Festival
2027-02-14 上班 Make-up</translation>
    </message>
    <message>
        <source>写进日历</source>
        <translation>Put into calendar</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>{year} 年的节假日还没有录入：到期日会把节假日当工作日算。</source>
        <translation>The holidays of {year} are not entered: due dates count them as working days.</translation>
    </message>
    <message>
        <source>两个版本的不同</source>
        <translation>Difference of two versions</translation>
    </message>
    <message>
        <source>条款</source>
        <translation>Clauses</translation>
    </message>
    <message>
        <source>处理协议书的条款库。每次改动是一个新版本；签发过的协议不变。</source>
        <translation>The clauses of settlement agreements. Every change is a new version; issued agreements stay as they are.</translation>
    </message>
    <message>
        <source>新条款</source>
        <translation>New clause</translation>
    </message>
    <message>
        <source>插入变量</source>
        <translation>Insert variable</translation>
    </message>
    <message>
        <source>与现行版本的不同：划掉的是现在没有的，带下划线的是新加的。</source>
        <translation>Compared with the current version: struck out is what it lacks, underlined what it adds.</translation>
    </message>
    <message>
        <source>恢复这一版</source>
        <translation>Restore this version</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Retire</translation>
    </message>
    <message>
        <source>公司还没有自己的条款</source>
        <translation>The company has no clauses of its own yet</translation>
    </message>
    <message>
        <source>协议现在用出厂条款；取用后就可以逐条修改。</source>
        <translation>Agreements use the delivered clauses; take them to change them one by one.</translation>
    </message>
    <message>
        <source>取用出厂条款（{n}）</source>
        <translation>Take delivered clauses ({n})</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>Disabled</translation>
    </message>
    <message>
        <source>默认采用</source>
        <translation>Default</translation>
    </message>
    <message>
        <source>可选</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>第 {n} 版，{day}，{who}</source>
        <translation>Version {n}, {day}, {who}</translation>
    </message>
    <message>
        <source>选图片…</source>
        <translation>Choose picture...</translation>
    </message>
    <message>
        <source>去掉</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>PNG 或 JPEG，印在文件抬头，高 12 毫米以内</source>
        <translation>PNG or JPEG, printed at the head of papers, up to 12 mm high</translation>
    </message>
    <message>
        <source>公司标志</source>
        <translation>Company logo</translation>
    </message>
    <message>
        <source>公司</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>印在协议、通知单和信函上的资料；改了以后新开的文件按新资料，旧的不变。</source>
        <translation>Printed on agreements, notices and letters; a change holds for new papers, not for old ones.</translation>
    </message>
    <message>
        <source>文件上的我方</source>
        <translation>Our side on papers</translation>
    </message>
    <message>
        <source>标志</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>编号与时区</source>
        <translation>Numbers and time zone</translation>
    </message>
    <message>
        <source>额度与晚单</source>
        <translation>Limits and late complaints</translation>
    </message>
    <message>
        <source>不超过就可以不签协议；0 为一律要签</source>
        <translation>Up to this, no agreement is needed; 0: always</translation>
    </message>
    <message>
        <source>不超过就可以代录口头批准；0 为不许</source>
        <translation>Up to this, verbal approval may be recorded; 0: never</translation>
    </message>
    <message>
        <source>每月；0 为不设</source>
        <translation>A month; 0 for none</translation>
    </message>
    <message>
        <source>这个时刻以后登记的，次日截止前答复</source>
        <translation>Registered after this time: answered next day before the limit</translation>
    </message>
    <message>
        <source>新投诉的编号以它开头，例如 TS</source>
        <translation>New numbers begin with it, for example TS</translation>
    </message>
    <message>
        <source>图片 (*.png *.jpg *.jpeg)</source>
        <translation>Pictures (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>选公司标志</source>
        <translation>Choose the company logo</translation>
    </message>
    <message>
        <source>字典</source>
        <translation>Dictionaries</translation>
    </message>
    <message>
        <source>表单里可选的词。停用的词不再供选择，老投诉里照样看得到。</source>
        <translation>The words offered in forms. Disabled words are no longer offered; older complaints still show them.</translation>
    </message>
    <message>
        <source>新词</source>
        <translation>New word</translation>
    </message>
    <message>
        <source>哪个字典</source>
        <translation>Which dictionary</translation>
    </message>
    <message>
        <source>词</source>
        <translation>Word</translation>
    </message>
    <message>
        <source>这个字典是空的</source>
        <translation>This dictionary is empty</translation>
    </message>
    <message>
        <source>公司自加</source>
        <translation>Added by us</translation>
    </message>
    <message>
        <source>出厂，改过名</source>
        <translation>Delivered, renamed</translation>
    </message>
    <message>
        <source>出厂</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>来历</source>
        <translation>Origin</translation>
    </message>
    <message>
        <source>加到“{name}”的最后。</source>
        <translation>It is added at the end of &quot;{name}&quot;.</translation>
    </message>
    <message>
        <source>改名后，老投诉里也显示新名；印好的文件不变。</source>
        <translation>Older complaints show the new name too; printed papers stay as they are.</translation>
    </message>
    <message>
        <source>启用</source>
        <translation>Enable</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>年-月-日</source>
        <translation>year-month-day</translation>
    </message>
    <message>
        <source>{name}的单位</source>
        <translation>Unit of {name}</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Time limits</translation>
    </message>
    <message>
        <source>每件事要多快办好。改了只管以后开始的计时，正在走的不变。</source>
        <translation>How soon each thing must be done. A change holds for limits that start later, not for those running.</translation>
    </message>
    <message>
        <source>恢复出厂时限…</source>
        <translation>Restore delivered limits...</translation>
    </message>
    <message>
        <source>{unit}·全天</source>
        <translation>{unit}, 24 h</translation>
    </message>
    <message>
        <source>恢复出厂时限？</source>
        <translation>Restore delivered limits?</translation>
    </message>
    <message>
        <source>全部时限改回出厂的数；正在走的计时不变，历史里留一笔。</source>
        <translation>All limits return to what was delivered; those running stay. History keeps a note.</translation>
    </message>
    <message>
        <source>恢复出厂时限</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>右边填好后保存，就会出现在这里。</source>
        <translation>Fill in the form on the right and save.</translation>
    </message>
    <message>
        <source>新投诉</source>
        <translation>New complaint</translation>
    </message>
    <message>
        <source>搜索或执行</source>
        <translation>Search or do</translation>
    </message>
    <message>
        <source>打开左边的页面</source>
        <translation>Open the pages on the left</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>刷新</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>放大、缩小；Ctrl 0 复原</source>
        <translation>Larger, smaller; Ctrl 0 resets</translation>
    </message>
    <message>
        <source>提交或保存</source>
        <translation>Submit or save</translation>
    </message>
    <message>
        <source>填“不详”或“无”</source>
        <translation>Fill in &quot;not known&quot; or &quot;none&quot;</translation>
    </message>
    <message>
        <source>关掉打开的小窗</source>
        <translation>Close the open panel</translation>
    </message>
    <message>
        <source>我的</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>{name}，登录名 {login}。语言、外观和大小只管您自己。</source>
        <translation>{name}, login {login}. Language, appearance and size are yours alone.</translation>
    </message>
    <message>
        <source>现在的密码</source>
        <translation>Old password</translation>
    </message>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>至少 8 个字符</source>
        <translation>At least 8 characters</translation>
    </message>
    <message>
        <source>换密码</source>
        <translation>Change password</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>已添加</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>标志已更新</source>
        <translation>Logo updated</translation>
    </message>
    <message>
        <source>已停用，不能再登录</source>
        <translation>Disabled; can no longer sign in</translation>
    </message>
    <message>
        <source>已启用</source>
        <translation>Enabled</translation>
    </message>
    <message>
        <source>密码已换</source>
        <translation>Password changed</translation>
    </message>
    <message>
        <source>已写进日历</source>
        <translation>Put into the calendar</translation>
    </message>
    <message>
        <source>已从日历去掉</source>
        <translation>Removed from the calendar</translation>
    </message>
    <message>
        <source>已恢复出厂时限</source>
        <translation>Delivered limits restored</translation>
    </message>
    <message>
        <source>已停用，不再供选择</source>
        <translation>Disabled; no longer offered</translation>
    </message>
    <message>
        <source>已启用，可以选择</source>
        <translation>Enabled; can be chosen</translation>
    </message>
    <message>
        <source>已恢复</source>
        <translation>Restored</translation>
    </message>
    <message>
        <source>放弃改动</source>
        <translation>Discard changes</translation>
    </message>
    <message>
        <source>没有改动</source>
        <translation>No changes</translation>
    </message>
    <message>
        <source>有改动还没有保存</source>
        <translation>Unsaved changes</translation>
    </message>
    <message>
        <source>不保存就离开？</source>
        <translation>Leave without saving?</translation>
    </message>
    <message>
        <source>“{page}”里有改动还没有保存。</source>
        <translation>&quot;{page}&quot; has unsaved changes.</translation>
    </message>
    <message>
        <source>继续填写</source>
        <translation>Keep editing</translation>
    </message>
    <message>
        <source>正在保存</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>{name}（登录名 {login}）的临时密码：</source>
        <translation>Temporary password of {name} (login {login}):</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>People</translation>
    </message>
    <message>
        <source>谁能登录、做什么。离职的人停用，不删除：历史里有他的名字。</source>
        <translation>Who can sign in, and as what. Who leaves is disabled, not deleted: history holds the name.</translation>
    </message>
    <message>
        <source>新员工</source>
        <translation>New person</translation>
    </message>
    <message>
        <source>还没有人员</source>
        <translation>No people yet</translation>
    </message>
    <message>
        <source>在职</source>
        <translation>Employed</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>登录名</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>层级</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>部门</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>（无）</source>
        <translation>(none)</translation>
    </message>
    <message>
        <source>自己不能停用自己，请另一位管理员来办</source>
        <translation>You cannot disable yourself; ask another administrator</translation>
    </message>
    <message>
        <source>已停用，启用后才能改</source>
        <translation>Disabled; enable to change</translation>
    </message>
    <message>
        <source>收回 {name} 的审批权？</source>
        <translation>Take approval away from {name}?</translation>
    </message>
    <message>
        <source>收回</source>
        <translation>Take away</translation>
    </message>
    <message>
        <source>他马上不能再登录；以前办过的事都留在历史里，以后可以再启用。</source>
        <translation>They can no longer sign in at once; what they did stays in history, and they can be enabled again.</translation>
    </message>
    <message>
        <source>他负责的 {n} 件投诉还没关闭，要改派：{cases}</source>
        <translation>Open complaints they own, to be reassigned: {n} ({cases})</translation>
    </message>
    <message>
        <source>停用 {name}？</source>
        <translation>Disable {name}?</translation>
    </message>
    <message>
        <source>有 {n} 件等他审批或补签，请他先办完，或给他设代理人：{cases}</source>
        <translation>Waiting for their approval or countersignature: {n}. Have them done first, or name a substitute: {cases}</translation>
    </message>
    <message>
        <source>保留</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>敏感期</source>
        <translation>Sensitive periods</translation>
    </message>
    <message>
        <source>像 3·15 前后，投诉的时限按系数缩短：0.5 就是减半。</source>
        <translation>Around days like 15 March time limits are shortened by a factor: 0.5 halves them.</translation>
    </message>
    <message>
        <source>新敏感期</source>
        <translation>New sensitive period</translation>
    </message>
    <message>
        <source>产品名称，打几个字就可以选；几个之间用顿号隔开，空着就是全部产品</source>
        <translation>Product names, a few letters are enough to choose; separated by commas, empty for all products</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>End</translation>
    </message>
    <message>
        <source>没有敏感期</source>
        <translation>No sensitive periods</translation>
    </message>
    <message>
        <source>{from_on} 至 {to_on}</source>
        <translation>{from_on} to {to_on}</translation>
    </message>
    <message>
        <source>已过</source>
        <translation>Past</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>未到</source>
        <translation>To come</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>系数</source>
        <translation>Factor</translation>
    </message>
    <message>
        <source>产品</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>只显示这一次。请当面交给本人，他第一次登录时要换成自己的。</source>
        <translation>Shown only this once. Hand it over in person; at the first sign-in they set their own.</translation>
    </message>
    <message>
        <source>{name}（登录名 {login}）在这台服务器的另一个公司已有密码，没有改动。请他用原来的密码登录。</source>
        <translation>{name} (login {login}) has a password already, for another office on this server; it was not changed. They sign in with that one.</translation>
    </message>
    <message>
        <source>已停止，什么都没有改动</source>
        <translation>Stopped; nothing was changed</translation>
    </message>
</context>
<context>
    <name>Severity</name>
    <message>
        <source>单件、能用，解释或小额补偿可了结</source>
        <translation>One item, usable; an explanation or a small remedy settles it</translation>
    </message>
    <message>
        <source>多件或停用，客户有损失，或第二次投诉</source>
        <translation>Several items or out of use, the customer has a loss, or a second complaint</translation>
    </message>
    <message>
        <source>伤人、停产、批量质量问题，或已曝光、已投诉监管</source>
        <translation>Injury, production stopped, a whole batch faulty, in the media or before a regulator</translation>
    </message>
    <message>
        <source>重伤以上、重大财产损失或媒体持续报道，立即报总经理</source>
        <translation>Serious injury, heavy loss or lasting media coverage; tell the general manager at once</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>登录名</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>换一个公司</source>
        <translation>Another company</translation>
    </message>
    <message>
        <source>忘记密码</source>
        <translation>Forgot password</translation>
    </message>
    <message>
        <source>练习公司里每个人的密码都是 {password}。</source>
        <translation>Everybody’s password in the practice company is {password}.</translation>
    </message>
    <message>
        <source>售后客诉</source>
        <translation>After-sales desk</translation>
    </message>
    <message>
        <source>已锁定，{name}</source>
        <translation>Locked, {name}</translation>
    </message>
    <message>
        <source>正在核对</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>请管理员{who}在“设置·人员”里给您一个新密码，密码本身谁也查不到。</source>
        <translation>Please ask the administrator {who} for a new password (&quot;Settings &gt; People&quot;); nobody can look up the old one.</translation>
    </message>
    <message>
        <source>管理员自己忘了：资料文件的主人在那台电脑上用命令换：aftersalesctl --as 登录名 staff password</source>
        <translation>If the administrator forgot it: the owner of the data file can change it on that computer with a command: aftersalesctl --as LOGIN staff password</translation>
    </message>
    <message>
        <source>管理员自己忘了：请管数据库服务器的人给这个登录名换密码。</source>
        <translation>If the administrator forgot it: let whoever runs the database server change this login&apos;s password.</translation>
    </message>
    <message>
        <source>请先设一个新密码</source>
        <translation>Please set a new password first</translation>
    </message>
    <message>
        <source>{name}，您现在的密码是管理员给的。换成只有您自己知道的，再开始工作。</source>
        <translation>{name}, your present password came from the administrator. Set one that only you know, then go on.</translation>
    </message>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>至少 8 个字符</source>
        <translation>At least 8 characters</translation>
    </message>
    <message>
        <source>换密码并进入</source>
        <translation>Set it and go in</translation>
    </message>
    <message>
        <source>回到登录</source>
        <translation>Back to sign-in</translation>
    </message>
    <message>
        <source>正在换密码</source>
        <translation>Setting the password</translation>
    </message>
    <message>
        <source>备份并升级</source>
        <translation>Back up and upgrade</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>以后再导入</source>
        <translation>Import later</translation>
    </message>
    <message>
        <source>先看看：练习公司</source>
        <translation>Have a look: practice company</translation>
    </message>
    <message>
        <source>带几十单样例，随便点，不会发出任何通知，也不碰自己的资料。</source>
        <translation>Dozens of sample complaints; nothing is sent out, your own data stay untouched.</translation>
    </message>
    <message>
        <source>这台电脑单独使用</source>
        <translation>This computer alone</translation>
    </message>
    <message>
        <source>资料存在本机一个文件里；以后可搬到服务器，多人同用。</source>
        <translation>The data lies in one file here; later it can move to a server for several people.</translation>
    </message>
    <message>
        <source>办公室数据库</source>
        <translation>Office database</translation>
    </message>
    <message>
        <source>填管理员给的地址、登录名和密码（PostgreSQL 服务器）。</source>
        <translation>With address, login and password from your administrator (PostgreSQL server).</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>以谁的身份</source>
        <translation>As whom</translation>
    </message>
    <message>
        <source>公司名称</source>
        <translation>Company name</translation>
    </message>
    <message>
        <source>统一社会信用代码</source>
        <translation>Company code (USCC)</translation>
    </message>
    <message>
        <source>公司地址</source>
        <translation>Company address</translation>
    </message>
    <message>
        <source>公司电话</source>
        <translation>Company telephone</translation>
    </message>
    <message>
        <source>管理员姓名</source>
        <translation>Administrator&apos;s name</translation>
    </message>
    <message>
        <source>登录名</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>例如姓名的拼音</source>
        <translation>For example the name in pinyin</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>至少 8 个字符</source>
        <translation>At least 8 characters</translation>
    </message>
    <message>
        <source>再输入一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>主机名/数据库名</source>
        <translation>host/database</translation>
    </message>
    <message>
        <source>不连互联网，不上传</source>
        <translation>Nothing goes to the internet</translation>
    </message>
    <message>
        <source>从哪里开始？</source>
        <translation>Where to begin?</translation>
    </message>
    <message>
        <source>每个公司是一份独立的资料，以后可以再加。</source>
        <translation>Each company is its own set of data; more can be added later.</translation>
    </message>
    <message>
        <source>练习公司</source>
        <translation>Practice company</translation>
    </message>
    <message>
        <source>这里的人和事都是编的。选一个人，看看他的一天。</source>
        <translation>The people and events here are made up. Choose somebody and see their day.</translation>
    </message>
    <message>
        <source>公司资料要印在文件上；员工和权限以后再加。</source>
        <translation>The company&apos;s data is printed on papers; staff and authority come later.</translation>
    </message>
    <message>
        <source>地址和登录名由管理员给；密码只交给服务器，不存在本机。</source>
        <translation>Address and login come from the administrator; the password goes to the server only and is not kept here.</translation>
    </message>
    <message>
        <source>客户和产品</source>
        <translation>Customers and products</translation>
    </message>
    <message>
        <source>公司建好了。有现成的表格就导进来，登记投诉时能按电话、名称找到。</source>
        <translation>The company is set up. Import your sheets, and customers are found by telephone or name.</translation>
    </message>
    <message>
        <source>进入</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>建立</source>
        <translation>Set up</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>开始使用</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>请稍等</source>
        <translation>Please wait</translation>
    </message>
    <message>
        <source>正在准备样例 {done} / {total}</source>
        <translation>Preparing samples {done} of {total}</translation>
    </message>
    <message>
        <source>售后客诉</source>
        <translation>After-sales desk</translation>
    </message>
    <message>
        <source>约 3 分钟。以后都能在“设置”里改，资料只在您选的地方。</source>
        <translation>About 3 minutes. Everything can be changed later under &quot;Settings&quot;; the data stays where you put it.</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>放弃填好的内容？</source>
        <translation>Discard what you filled in?</translation>
    </message>
    <message>
        <source>这一步还没有办，填写的内容不会保存。</source>
        <translation>The step is not done, and what you filled in is not saved.</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>继续填</source>
        <translation>Keep filling in</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>年-月-日</source>
        <translation>year-month-day</translation>
    </message>
    <message>
        <source>年-月-日 时:分，空着就是现在</source>
        <translation>year-month-day hour:minute; empty for now</translation>
    </message>
    <message>
        <source>几个之间用顿号隔开</source>
        <translation>Separate several with commas</translation>
    </message>
    <message>
        <source>公司承担</source>
        <translation>Company bears</translation>
    </message>
    <message>
        <source>客户承担</source>
        <translation>Customer bears</translation>
    </message>
    <message>
        <source>部门承担</source>
        <translation>Department bears</translation>
    </message>
    <message>
        <source>还没有可选的，没有就按 F2</source>
        <translation>Nothing to choose yet; F2 if there is none</translation>
    </message>
    <message>
        <source>还没有可选的</source>
        <translation>Nothing to choose yet</translation>
    </message>
    <message>
        <source>不办了</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>选文件…</source>
        <translation>Choose file...</translation>
    </message>
    <message>
        <source>复制填写的内容</source>
        <translation>Copy what I filled in</translation>
    </message>
    <message>
        <source>可补充 {n} 项</source>
        <translation>More fields ({n})</translation>
    </message>
    <message>
        <source>已有：{fields}</source>
        <translation>Present: {fields}</translation>
    </message>
    <message>
        <source>规格、批号、包装与分担</source>
        <translation>Specification, batch, packing and shares</translation>
    </message>
    <message>
        <source>与上表逐行对应</source>
        <translation>Row by row as above</translation>
    </message>
    <message>
        <source>公司承担 ¥{amount}  {words}</source>
        <translation>Company bears ¥{amount}  {words}</translation>
    </message>
    <message>
        <source>（该客户 30 天内已批 ¥{amount}，一并计入）</source>
        <translation>(with ¥{amount} approved for this customer in 30 days)</translation>
    </message>
    <message>
        <source>在售后权限内，可以自己决定</source>
        <translation>Within after-sales authority; you may decide yourself</translation>
    </message>
    <message>
        <source>超出售后权限，须由 {names} 审批</source>
        <translation>Beyond after-sales authority; {names} must approve</translation>
    </message>
    <message>
        <source>这一步已不能办；填写的内容还在，可以复制。</source>
        <translation>This step is no longer possible; what you filled in is still here and can be copied.</translation>
    </message>
    <message>
        <source>选文件</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>再加一个产品</source>
        <translation>Add another product</translation>
    </message>
    <message>
        <source>去掉最后一个</source>
        <translation>Remove the last</translation>
    </message>
    <message>
        <source>截图或照片</source>
        <translation>Screenshot or photo</translation>
    </message>
    <message>
        <source>年-月-日 时:分</source>
        <translation>YYYY-MM-DD hh:mm</translation>
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
    <name>Tabs</name>
    <message>
        <source>不再保存这个筛选</source>
        <translation>Stop keeping this filter</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
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
<context>
    <name>Today</name>
    <message>
        <source>今天不上班</source>
        <translation>No work today</translation>
    </message>
    <message>
        <source>现在 {time}</source>
        <translation>Now {time}</translation>
    </message>
    <message>
        <source>{word} {n}</source>
        <translation>{word} {n}</translation>
    </message>
    <message>
        <source>{word}等 {n} 项</source>
        <translation>{word} ({n})</translation>
    </message>
    <message>
        <source>已逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>今天到期</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>明天</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>本周</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>以后</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>新的投诉、承诺、审批和回访到期前会出现在这里。</source>
        <translation>New complaints, promises, approvals and follow-ups appear here before they are due.</translation>
    </message>
    <message>
        <source>现在没有欠着的事</source>
        <translation>Nothing is owed right now</translation>
    </message>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>我的</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>本组</source>
        <translation>My team</translation>
    </message>
    <message>
        <source>敏感期（{name}）至 {month}月{day}日，新投诉时限减半</source>
        <translation>Sensitive period ({name}) until {month}-{day}: time limits of new complaints are halved</translation>
    </message>
    <message>
        <source>敏感期（{name}）至 {month}月{day}日，新投诉时限按 {percent}%</source>
        <translation>Sensitive period ({name}) until {month}-{day}: time limits of new complaints are {percent}%</translation>
    </message>
    <message>
        <source>{n} 项逾期</source>
        <translation>{n} overdue</translation>
    </message>
    <message>
        <source>之后 {n} 项</source>
        <translation>{n} later</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>到期</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>还剩</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>承诺</source>
        <translation>Promise</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Approval</translation>
    </message>
    <message>
        <source>通知单</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>回访</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>计 ¥{amount}，{what}</source>
        <translation>¥{amount}, {what}</translation>
    </message>
    <message>
        <source>分组</source>
        <translation>Group</translation>
    </message>
</context>
<context>
    <name>Upkeep</name>
    <message>
        <source>正在备份…</source>
        <translation>Backing up...</translation>
    </message>
    <message>
        <source>正在做退出前的备份，做完自动关闭；再关一次就不等了</source>
        <translation>Making a backup before closing; close again not to wait</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>售后客诉</source>
        <translation>After-sales desk</translation>
    </message>
</context>
</TS>
