/** Reads the value of an attribute-like pattern from a page; throws when the page has none. */
function read(page: string, pattern: RegExp): string {
  const found = pattern.exec(page)?.[1]
  if (found === undefined) throw new Error(`The page has no ${pattern}: ${page.slice(0, 400)}`)
  return found
}

/** Where the browser was sent back to, and the cookie of its session. */
export type Return = { parameters: Record<string, string>; cookie: string }

/** Opens an authorize address as a browser does that answers nothing: what it is sent back with, if it is. */
export async function visit(address: string, cookie = ""): Promise<Return> {
  const response = await fetch(address, { redirect: "manual", headers: { cookie } })
  const location = response.headers.get("location")
  if (location === null) throw new Error(`The browser stays at ${address}: ${response.status}`)
  return { parameters: Object.fromEntries(new URL(location).searchParams), cookie }
}

/** Opens an authorize address, picks a persona on the page, and gives what the browser is sent back with. */
export async function signInAt(address: string, principalName: string): Promise<Return> {
  const page = await (await fetch(address)).text()
  const button = page.split("<li>").find((item) => item.includes(principalName)) ?? ""
  const form = new URLSearchParams({
    ctx: read(page, /name="ctx" value="([^"]+)"/),
    user: read(button, /value="([^"]+)"/),
  })
  const action = new URL(read(page, /action="([^"]+)"/), address)
  const response = await fetch(action, { method: "POST", body: form, redirect: "manual" })
  const location = new URL(response.headers.get("location") ?? "about:blank")
  return {
    parameters: Object.fromEntries(location.searchParams),
    cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "",
  }
}
