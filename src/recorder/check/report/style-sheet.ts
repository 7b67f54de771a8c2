/** How a report looks, in light and dark. Nothing is fetched. */
export const STYLE_SHEET = `:root{color-scheme:light dark;--paper:#fbfbfa;--card:#fff;--ink:#1f2328;--quiet:#59636e;--line:#d8dee4;
--good:#1a7f37;--bad:#c9252d;--warn:#8a5a00;--accent:#0550ae;--screen:#171717;--screen-ink:#dddddd}
@media (prefers-color-scheme:dark){:root{--paper:#0d1117;--card:#151b23;--ink:#e6edf3;--quiet:#9198a1;--line:#30363d;
--good:#3fb950;--bad:#ff7b72;--warn:#d29922;--accent:#79c0ff;--screen:#010409}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:66rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.5rem;margin:0 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:2.5rem 0 .75rem}
h3{font-size:1rem;margin:0 0 .35rem;font-weight:600;overflow-wrap:anywhere}
p{margin:.25rem 0}
.quiet{color:var(--quiet)}
.badge{display:inline-block;padding:.1rem .7rem;border-radius:1rem;border:1px solid currentColor;font-weight:600;font-size:.85rem}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}
.facts{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.25rem 0 0;padding:0;list-style:none}
.facts li{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.5rem .9rem;min-width:7rem}
.facts b{display:block;font-size:1.15rem;font-variant-numeric:tabular-nums}
.card{background:var(--card);border:1px solid var(--line);border-left:.3rem solid var(--line);border-radius:.6rem;padding:.9rem 1.1rem;margin:0 0 1rem}
.card.bad-edge{border-left-color:var(--bad)}.card.warn-edge{border-left-color:var(--warn)}
.meta{color:var(--quiet);font-size:.85rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600;font-size:.85rem;color:var(--quiet)}
td:first-child code,td.quiet{white-space:nowrap}
td.number{text-align:right;white-space:nowrap}
pre,code{font-family:"JetBrains Mono","DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.8rem}
pre{font-size:.75rem;background:var(--screen);color:var(--screen-ink);padding:.75rem 1rem;border-radius:.4rem;overflow-x:auto;line-height:1.3;margin:.6rem 0 0}
pre .plus{color:#7ee787}pre .minus{color:#ffa198}pre .hunk{color:#79c0ff}
code{overflow-wrap:anywhere}
img{max-width:100%;height:auto;border-radius:.4rem;border:1px solid var(--line);margin-top:.6rem;display:block}
figure{margin:0 0 1rem}figcaption{color:var(--quiet);font-size:.85rem}
details{margin:.6rem 0 0}summary{cursor:pointer;color:var(--accent)}
.bar{display:inline-block;width:7rem;height:.55rem;border-radius:.3rem;background:var(--line);overflow:hidden;vertical-align:middle}
.bar i{display:block;height:100%;background:var(--good)}
.bar.bad i{background:var(--bad)}.bar.warn i{background:var(--warn)}
.timeline{position:relative;height:2.6rem;margin:.5rem 0 .25rem;border-radius:.4rem;background:var(--card);border:1px solid var(--line)}
.timeline i{position:absolute;top:0;bottom:0;width:2px;margin-left:-1px;background:var(--accent)}
.timeline i.bad{background:var(--bad);width:3px}
.moments{columns:18rem;padding:0;margin:.75rem 0 0;list-style:none}
.moments li{break-inside:avoid;padding:.1rem 0}
.moments time{display:inline-block;min-width:4.2rem;color:var(--quiet);font-variant-numeric:tabular-nums}
@media print{body{background:#fff}.card,pre{break-inside:avoid}}`;
