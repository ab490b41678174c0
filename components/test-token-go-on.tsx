"use client"

import { useEffect, useRef } from "react"
import type { FormAction } from "./test-token-run"
import { Notice } from "./ui/notice"
import { SubmitButton } from "./ui/submit-button"

/** After the renewal of the session: sends the form by itself that the operator had sent before it. */
export function TestTokenGoOn({ action, extensionId }: { action: FormAction; extensionId: string }) {
  const form = useRef<HTMLFormElement>(null)
  const isSent = useRef(false)
  useEffect(() => {
    if (isSent.current) return
    isSent.current = true
    form.current?.requestSubmit()
  }, [])
  return (
    <Notice title="Your session is renewed">
      <form ref={form} action={action} className="flex flex-col items-start gap-2">
        <p>The run with a temporary secret goes on.</p>
        <input type="hidden" name="extension" value={extensionId} />
        <input type="hidden" name="renewed" value="1" />
        <SubmitButton busy={"Beginning\u2026"}>Go on</SubmitButton>
      </form>
    </Notice>
  )
}
