import type { DecodedToken } from "@/lib/model/token"
import { placeWords } from "./token-words"
import { JsonView } from "./ui/code-block"
import { EmptyState } from "./ui/empty-state"
import { Notice } from "./ui/notice"

/** What stands where the result would be while nothing is pasted. */
export function NoToken() {
  return (
    <EmptyState title="No token yet">
      <p>
        Paste an ID token, an access token or the token of a callout. It is taken apart in this browser,
        judged claim by claim, and gone when you leave the page.
      </p>
    </EmptyState>
  )
}

/** What stands there for a text whose claims cannot be read: where it goes wrong, or that it is encrypted. */
export function UnreadableToken({ token }: { token: DecodedToken }) {
  if (token.kind === "nested") return <UnreadableToken token={token.inner} />
  if (token.kind === "encrypted")
    return (
      <div className="flex min-w-0 flex-col gap-3">
        <Notice title="This token is encrypted">
          <p>
            It has five parts (JWE), and only who holds the private key can read its claims: the API that it
            is for, or Microsoft. The header alone is legible.
          </p>
        </Notice>
        <JsonView label="Header" value={token.header} />
      </div>
    )
  if (token.kind === "signed") return null
  const place = placeWords(token.fault)
  return (
    <Notice kind="error" title="This is not a token">
      <p>{token.fault.why}</p>
      {place && <p>{place}</p>}
    </Notice>
  )
}
