"""Texts that would harm a careless printer: each must stand on paper as it is."""

from __future__ import annotations

HOSTILE = {
    "entity": "A&B<C>&amp;&#65;&lt;",
    "model": "型号<X200>坏了",
    "image": '<img src="file:///etc/passwd" width="9"/>',
    "unclosed": "<b>客户<font size=99",
    "unopened": "</para></b>到此为止",
    "name": "北京市朝阳区" * 13 + "公司",
    "word": "W" * 300,
    "rare": "㛃䶮𠮷繁體字℃㎡①￥",
    "operators": "(\\) Tj ET Q endstream %%EOF <</A>>",
    "format": "%s %(name)s {0} {} {A}",
    "formula": '=HYPERLINK("http://x")',
    "lines": "一\r\n二\n\n三\t四",
    "blanks": "多  个   空格",
    "quotes": "“”‘’\"'`",
}
