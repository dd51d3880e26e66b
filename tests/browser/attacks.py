"""What visitors with bad intentions, or odd keyboards, send. Each must stay text, and leave the layout whole."""

from __future__ import annotations

MARK = "window.attacked=1"

SCRIPTS = [
    f"<script>{MARK}</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    f"<scr<script>ipt>{MARK}</scr</script>ipt>",
    f"</textarea><script>{MARK}</script>",
    f"</p></div><script>{MARK}</script>",
    f"<script type=module>{MARK}</script>",
    f"<script\n>{MARK}</script\n>",
    f"<!--><script>{MARK}</script>-->",
    f"]]><script>{MARK}</script>",
    f'<noscript><p title="</noscript><img src=x onerror={MARK}>">',
]
HANDLERS = [
    f"<img src=x onerror={MARK}>",
    f'<img src=x onerror="{MARK}">',
    f"<body onload={MARK}>",
    f"<input autofocus onfocus={MARK}>",
    f"<details open ontoggle={MARK}>",
    f"<video><source onerror={MARK}></video>",
    f"<audio src=x onerror={MARK}>",
    f"<marquee onstart={MARK}>",
    f"<a href=# onclick={MARK}>click</a>",
    f"<div onpointerenter={MARK}>x</div>",
    f"<img/src/onerror={MARK}>",
    f"<style onload={MARK}></style>",
    f'" onmouseover="{MARK}" x="',
    f"' onfocus='{MARK}' autofocus='",
    f"<button popovertarget=x onbeforetoggle={MARK}>x</button>",
]
ADDRESSES = [
    f"javascript:{MARK}",
    f"JaVaScRiPt:{MARK}",
    f"java\tscript:{MARK}",
    f'<a href="javascript:{MARK}">x</a>',
    f'<iframe src="javascript:{MARK}"></iframe>',
    f"data:text/html,<script>{MARK}</script>",
    f'<object data="data:text/html,<script>{MARK}</script>"></object>',
    f'<embed src="javascript:{MARK}">',
    "vbscript:msgbox(1)",
    f'<form action="javascript:{MARK}"><button>x</button></form>',
    f'<base href="javascript:{MARK}//">',
    '<meta http-equiv=refresh content="0;url=//evil.example">',
    "<link rel=stylesheet href=//evil.example/x.css>",
]
DRAWINGS = [
    f"<svg onload={MARK}>",
    f"<svg><script>{MARK}</script></svg>",
    f"<svg><animate onbegin={MARK} attributeName=x></svg>",
    f'<svg><a xlink:href="javascript:{MARK}"><text y=20>x</text></a></svg>',
    f"<svg><foreignObject><body onload={MARK}></foreignObject></svg>",
    f"<math><mtext><style><img src=x onerror={MARK}>",
    f'<svg><use href="data:image/svg+xml,<svg onload={MARK}>#x"/></svg>',
]
TEMPLATES = [
    "{{constructor.constructor('window.attacked=1')()}}",
    "${window.attacked=1}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{{7*7}}",
    "{% raw %}",
    f"<template><script>{MARK}</script></template>",
    f"<template shadowrootmode=open><script>{MARK}</script></template>",
    "?lit$123456789$",
    "<!--lit-part x-->",
    "__proto__",
    '{"__proto__": {"attacked": 1}}',
    "constructor",
    "{name} {0} %s %n",
]
COMMANDS = [
    "/restart",
    "/session_start",
    '/intent{"entity": 1}',
    "//restart",
    "'; DROP TABLE events; --",
    '" OR 1=1 --',
    "../../../../etc/passwd",
    "%00%0a%0d",
    "\\u003cscript\\u003e",
    "GET / HTTP/1.1\r\nHost: x",
]
WRITINGS = [
    "\u202eevil gnp.exe\u202c",
    "\u2066\u2067\u2068mixed\u2069",
    "مرحبا بالعالم " * 8,
    "\u200b\u200b\u200b",
    "zero\u200bwidth\u200djoin\ufeffers",
    "\u0000null",
    "a" * 990,
    "ㅋ" * 600,
    "한" * 999,
    "中" * 999,
    "W" * 300 + " " + "i" * 300,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞" * 4,
    "👩‍👩‍👧‍👦" * 60,
    "\ud7ff\ue000",
    "line\nline\n\n\n\nline",
    "\t\t\t",
    "𝕳𝖊𝖑𝖑𝖔",
    "ﷺ" * 40,
    "＜script＞",
    "\u202e" * 50,
]

ATTACKS = SCRIPTS + HANDLERS + ADDRESSES + DRAWINGS + TEMPLATES + COMMANDS + WRITINGS
