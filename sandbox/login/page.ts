import { createHash } from "node:crypto"
import type { Context } from "hono"
import { html, raw } from "hono/html"
import type { HtmlEscapedString } from "hono/utils/html"
import type { Env } from "../http/origin"

const css = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText }
main { box-sizing: border-box; width: min(28rem, 100%); padding: 2rem 1.5rem }
h1 { font-size: 1.5rem; margin: 0 0 .25rem }
p { margin: 0 0 1rem; overflow-wrap: anywhere }
ul { list-style: none; margin: 0 0 1.5rem; padding: 0; display: grid; gap: .5rem }
button { width: 100%; padding: .75rem 1rem; font: inherit; text-align: start; cursor: pointer;
  color: inherit; background: transparent; border: 1px solid GrayText; border-radius: .375rem }
button:hover { border-color: currentColor }
button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px }
button span { display: block }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 }
dd { margin: 0; overflow-wrap: anywhere }
`
const submit = "document.forms[0].submit()"
const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`

/** What a page shows and where its form may lead. */
export type Page = {
  title: string
  body: HtmlEscapedString | Promise<HtmlEscapedString>
  status?: 200 | 400 | 501
  /** Origins beside our own that the form reaches, by itself or by the redirect that answers it. */
  formOrigins?: readonly string[]
  /** Sends the page's form at once, for `response_mode=form_post`. */
  submits?: boolean
  headers?: Record<string, string>
}

/** The headers of every page: nothing is cached, framed or loaded from elsewhere. */
function headersOfPage({ formOrigins = [], submits, headers }: Page): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(css)}`,
    ...(submits ? [`script-src ${hashOf(submit)}`] : []),
    ["form-action 'self'", ...formOrigins].join(" "),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]
  return {
    "content-security-policy": policy.join("; "),
    "cache-control": "no-store, no-cache",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    ...headers,
  }
}

/** Answers an HTML page with the headers that keep it safe. */
export async function showPage(c: Context<Env>, page: Page): Promise<Response> {
  const document = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<style>${raw(css)}</style>
</head>
<body>
<main>${page.body}</main>
${page.submits ? html`<script>${raw(submit)}</script>` : ""}
</body>
</html>`
  return c.html(document, page.status ?? 200, headersOfPage(page))
}
