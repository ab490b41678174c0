/** The page's style: system type, borders rather than boxes, light and dark from one table. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#ffffff, #14171a); --text: light-dark(#1b1f23, #e6e9ec);
  --quiet: light-dark(#57606a, #9aa4ae); --line: light-dark(#d0d7de, #343b42);
  --accent: light-dark(#0b5cad, #6cb2ff); --on-accent: light-dark(#ffffff, #0b1a2a);
  --fail: light-dark(#b3261e, #ff8a80); --pass: light-dark(#1a6b3a, #7bd59a);
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 16px 64px; max-width: 960px; background: var(--ground); color: var(--text);
  font: 14px/1.5 "Segoe UI Variable", "Segoe UI", system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 20px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 32px 0 8px; }
h3 { font-size: 14px; margin: 16px 0 8px; } ul.plain { margin: 0; padding: 0; list-style: none; }
p { margin: 0 0 8px; max-width: 72ch; } a { color: var(--accent); }
.quiet { color: var(--quiet); } .fail { color: var(--fail); font-weight: 600; } .pass { color: var(--pass); }
code, .id { font-family: ui-monospace, "Cascadia Code", Consolas, monospace; font-size: 13px; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
th { font-weight: 600; } thead th { color: var(--quiet); }
th code { white-space: nowrap; }
th.plain { font-weight: 400; } tbody th[scope="rowgroup"] { padding-top: 24px; scroll-margin-top: 8px; }
.codes { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0 0 8px; padding: 0; list-style: none; }
.codes a { display: inline-block; min-height: 24px; }
.wide { overflow-x: auto; position: relative; }
form { margin: 0; } .fields { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; }
label { display: grid; gap: 4px; font-weight: 600; min-width: 0; max-width: 100%; }
select, input { font: inherit; font-weight: 400; padding: 4px 8px; min-height: 32px; border: 1px solid var(--quiet); border-radius: 6px;
  background: var(--ground); color: var(--text); width: 100%; min-width: 0; }
input { width: 112px; } input[type="email"] { width: 224px; }
button { font: inherit; padding: 4px 12px; min-height: 32px; border: 1px solid var(--accent); border-radius: 6px;
  background: transparent; color: var(--accent); cursor: pointer; }
button.main { background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.row { display: flex; gap: 8px; flex-wrap: wrap; }
.notice { border: 1px solid var(--line); border-left: 4px solid var(--fail); border-radius: 6px; padding: 8px 12px; margin: 16px 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; } dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`
