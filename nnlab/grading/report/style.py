"""How the report looks, and the few lines that sort a table. Light, dark and printed; large enough for a projector."""

from __future__ import annotations

# The blue and the vermilion of the cards: told apart whatever one's colour vision.
STYLE = """
:root{color-scheme:light dark;--ink:#1f2328;--dim:#57606a;--page:#fff;--soft:#f3f5f7;--line:#d0d7de;--link:#0b62b0;
--right:#2f86c9;--partly:#9cc9ec;--wrong:#d55e00;--open:#c3cad2;--rest:#e9edf1}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9aa5b1;--page:#14181d;--soft:#1d232a;--line:#39424d;
--link:#79b8f0;--right:#3f97dc;--partly:#24587f;--wrong:#e8711a;--open:#4d5865;--rest:#2a323b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem clamp(1rem,3vw,3rem) 4rem;background:var(--page);color:var(--ink);
font:clamp(1rem,.75rem + .55vw,1.35rem)/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:2em;line-height:1.2;margin:.2em 0}
h2{font-size:1.5em;line-height:1.2;margin:2.2em 0 .5em;padding-top:.6em;border-top:2px solid var(--line)}
header+section h2{margin-top:1em}
h2::first-letter{text-transform:uppercase}
h3{font-size:1.15em;margin:2em 0 .3em}
p{margin:.3em 0 .8em}
header p,h3+p,.says,.names>p{color:var(--dim)}
.note{color:var(--ink);border-left:.3em solid var(--wrong);padding:.2em .8em;background:var(--soft)}
a{color:var(--link)}
code{font-family:ui-monospace,monospace;font-size:.92em}table code,.whole{white-space:nowrap}.says code{white-space:normal}
.tiles,.legend,.who{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.6em}
.tiles li{background:var(--soft);border:1px solid var(--line);border-radius:.4em;padding:.5em 1em;min-width:6.5em;
color:var(--dim)}
.tiles strong{display:block;font-size:1.9em;line-height:1.2;color:var(--ink);font-variant-numeric:tabular-nums}
.legend{gap:.2em 1.4em;margin-bottom:.4em}
.legend svg{width:.9em;height:.9em;margin-right:.4em;vertical-align:-.08em}
.who li{background:var(--soft);border:1px solid var(--line);border-radius:.3em;padding:.05em .6em}
.distribution{display:block;width:100%;max-width:52rem;height:auto;margin:.4em 0}
.distribution text{font-size:14px;text-anchor:middle;fill:var(--dim)}
.distribution .count{font-size:17px;font-weight:600;fill:var(--ink)}
.distribution line{stroke:var(--line);stroke-width:2}
.bin,.full,.right{fill:var(--right)}.partly{fill:var(--partly)}.wrong{fill:var(--wrong)}.open{fill:var(--open)}
.rest{fill:var(--rest)}
.bar{display:block;width:100%;min-width:5em;height:1.1em;border-radius:.15em}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92em}
th,td{text-align:left;vertical-align:top;padding:.35em .6em;border-bottom:1px solid var(--line)}
thead .n{white-space:normal}thead th,thead td{vertical-align:bottom;border-bottom:2px solid var(--line)}
tbody th{font-weight:normal;min-width:8em}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.wide{min-width:9em;width:22%}
.mistakes tbody th{width:50%;min-width:14em}.mistakes .wide{width:18%;min-width:5em}
.says{margin:.1em 0 0;font-size:.92em}
thead button{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:0;margin:0;cursor:pointer;
text-align:inherit}
thead button:focus-visible{outline:2px solid var(--link);outline-offset:2px}
thead button::after{content:" \\2195";color:var(--dim);font-weight:400}
[aria-sort=ascending] button::after{content:" \\2191";color:var(--ink)}
[aria-sort=descending] button::after{content:" \\2193";color:var(--ink)}
.up button{writing-mode:vertical-rl;transform:rotate(180deg);text-align:left;max-height:14em}
.up button::after{display:none}.up[aria-sort] button{text-decoration:underline}
td.right,td.partly,td.wrong,td.open{border-left:1px solid var(--line);text-align:center}
td.right{background:color-mix(in srgb,var(--right) 25%,transparent)}
td.wrong,td.partly{background:color-mix(in srgb,var(--wrong) 22%,transparent)}
td.partly{background:color-mix(in srgb,var(--wrong) 9%,transparent)}
td.open{color:var(--dim)}
details{margin:.5em 0;border:1px solid var(--line);border-radius:.4em;padding:.4em .9em}
summary{cursor:pointer;font-weight:600}
summary:focus-visible{outline:2px solid var(--link);outline-offset:3px}
details[open]>summary{margin-bottom:.5em}
@media print{@page{margin:14mm}
:root{color-scheme:light;--ink:#000;--dim:#333;--page:#fff;--soft:#fff;--line:#999;--link:#000;--right:#2f86c9;
--partly:#9cc9ec;--wrong:#d55e00;--open:#c3cad2;--rest:#e9edf1}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:10pt;max-width:none;padding:0}
h2,h3{break-after:avoid}tr,li,svg{break-inside:avoid}thead{display:table-header-group}
.scroll{overflow:visible}button::after{display:none}details:not([open]),.names>p,.names:not(:has(details[open])){display:none}
a{text-decoration:none}.wide{min-width:4em}.bar{min-width:3em}.distribution{max-width:15cm}}
""".replace("\n", "")

SCRIPT = """
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.querySelector("button")?.addEventListener("click", () => {
    const numbers = head.classList.contains("n");
    const first = numbers ? "descending" : "ascending", other = numbers ? "ascending" : "descending";
    const order = head.getAttribute("aria-sort") === first ? other : first;
    heads.forEach((one) => one.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", order);
    const of = (row) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
    const compare = (a, b) => numbers ? (parseFloat(of(a)) || 0) - (parseFloat(of(b)) || 0) : of(a).localeCompare(of(b));
    const rows = [...table.tBodies[0].rows].sort((a, b) => order === "ascending" ? compare(a, b) : compare(b, a));
    table.tBodies[0].append(...rows);
  }));
}
"""
