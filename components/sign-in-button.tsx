"use client"

import { LogIn, LogOut } from "lucide-react"
import { signIn, signOut } from "next-auth/react"
import { useState } from "react"
import { Button } from "./ui/button"

/** Goes to Microsoft and back without a question: it knows the person's session, or the sign-in page says why not. */
export const renewSilently = (callbackUrl: string, principalName: string) =>
  signIn("entra", { callbackUrl }, { prompt: "none", login_hint: principalName })

/** Starts the sign-in with Microsoft and comes back to the page that was asked for. */
export function SignInButton({ callbackUrl }: { callbackUrl: string }) {
  const [isBusy, setBusy] = useState(false)
  const start = async () => {
    setBusy(true)
    await signIn("entra", { callbackUrl }).catch(() => setBusy(false))
  }
  return (
    <Button look="primary" onClick={start} disabled={isBusy}>
      <LogIn size={16} />
      {isBusy ? "Going to Microsoft…" : "Sign in with Microsoft"}
    </Button>
  )
}

/** Ends the console's session; the one at Microsoft stays. */
export function SignOutButton() {
  return (
    <Button onClick={() => signOut({ callbackUrl: "/signin" })}>
      <LogOut size={16} />
      Sign out
    </Button>
  )
}
