"use client"

import { useState } from "react"
import type { ExpectedApi, SignedToken, TokenExpectations, TokenKind } from "@/lib/model/token"
import { apiOfAudience } from "@/lib/tokens/expected-api"
import { judgeToken } from "@/lib/tokens/judge"
import { TokenAdvice } from "./token-advice"
import { useSignature } from "./token-check"
import { NoToken, UnreadableToken } from "./token-faces"
import { TokenForm } from "./token-form"
import { type Pasted, useNow, usePaste } from "./token-paste"
import { TokenResult } from "./token-result"
import { TokenSignature } from "./token-signature"
import { readableToken } from "./token-words"

/** An extension whose API a token can be for; no API when its resourceId names none. */
export type TokenChoice = { id: string; label: string; api: ExpectedApi | null }

type Props = {
  expected: Omit<TokenExpectations, "api">
  choices: readonly TokenChoice[]
  /** Id of the extension that the address names; empty for none. */
  chosen: string
  /** The issuers and the key set that an API of the tenant is written with. */
  advice: { issuers: readonly string[]; keysUrl: string }
  zone: string
}

/** A pasted token and its judgement. Nothing that is pasted leaves the page: it is in no form, address or store. */
export function TokenDesk({ expected, choices, chosen, advice, zone }: Props) {
  const { area, pasted, read, clear } = usePaste()
  const [extension, setExtension] = useState(chosen)
  const [kind, setKind] = useState<TokenKind | null>(null)
  const token = pasted && readableToken(pasted.decoded)
  const api = apiFor(token, extension, choices)
  const choose = (id: string) => {
    setExtension(id)
    showInAddress(id)
  }
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <TokenForm
        paste={{ area, onText: read, onClear: pasted ? clear : null }}
        comparison={{
          choices,
          extension: { value: extension, onChange: choose },
          kind: { value: kind, onChange: setKind },
        }}
      />
      <section aria-label="Result" className="min-w-0">
        {!pasted && <NoToken />}
        {pasted && !token && <UnreadableToken token={pasted.decoded} />}
        {pasted && token && (
          <JudgedToken
            key={token.compact}
            token={token}
            kind={kind}
            expected={{ ...expected, api }}
            assumed={pasted.assumed}
            zone={zone}
          />
        )}
      </section>
      <TokenAdvice
        ids={{ ...advice, consoleAppId: expected.consoleAppId, apiAppId: api?.appId ?? "{api app id}" }}
      />
      <output className="sr-only">{announcement(pasted, token)}</output>
    </div>
  )
}

function announcement(pasted: Pasted | null, token: SignedToken | null): string {
  if (!pasted) return ""
  return token ? "The token was read; what it says stands below." : "No claims can be read from this text."
}

/** The API of the chosen extension; while none is chosen, that which the token's audience names. */
function apiFor(
  token: SignedToken | null,
  extension: string,
  choices: readonly TokenChoice[],
): ExpectedApi | null {
  const apis = choices.flatMap(({ api }) => api ?? [])
  if (!extension) return apiOfAudience(token?.payload.aud, apis)
  return choices.find(({ id }) => id === extension)?.api ?? null
}

/** The address follows the choice, so that it can be shared; the page is not loaded again. */
function showInAddress(extension: string): void {
  const query = extension ? `?extension=${encodeURIComponent(extension)}` : ""
  window.history.replaceState(null, "", window.location.pathname + query)
}

type JudgedProps = {
  token: SignedToken
  kind: TokenKind | null
  expected: TokenExpectations
  assumed: readonly string[]
  zone: string
}

function JudgedToken({ token, kind, expected, assumed, zone }: JudgedProps) {
  const signature = useSignature(token)
  const nowMs = useNow()
  const checked = signature.outcome?.ok ? signature.outcome.check : null
  const judgement = judgeToken(token, { expected, nowMs, kind: kind ?? undefined, signature: checked })
  const { kid } = token.header
  return (
    <TokenResult
      token={token}
      judgement={judgement}
      expected={expected}
      assumed={assumed}
      times={{ nowMs, zone }}
      signature={<TokenSignature {...signature} kid={typeof kid === "string" ? kid : null} nowMs={nowMs} />}
    />
  )
}
