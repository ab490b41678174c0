const parse = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)

const isLoopback = ({ protocol, hostname }: URL) => protocol === "http:" && hostname === "localhost"

/**
 * Whether an app may be answered at this address: it stands in the registration letter by letter, or differs only
 * in the port of an http://localhost address, which Entra ignores
 * (https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions).
 */
export function isRegistered(registered: readonly string[], asked: string): boolean {
  if (registered.includes(asked)) return true
  const url = parse(asked)
  if (!url || !isLoopback(url) || url.username || url.password || url.hash) return false
  return registered.some((text) => {
    const known = parse(text)
    return known && isLoopback(known) && known.pathname === url.pathname && known.search === url.search
  })
}

/** Whether a page on this origin may be shown after sign-out; INFERRED to follow the rule of redirect URIs. */
export function isRegisteredOrigin(registered: readonly string[], asked: string): boolean {
  const url = parse(asked)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return false
  return registered.some((text) => {
    const known = parse(text)
    return known && (known.origin === url.origin || (isLoopback(known) && isLoopback(url)))
  })
}
