"use client"

import { RotateCw } from "lucide-react"
import { Button, ButtonLink } from "./ui/button"
import { Face } from "./ui/face"

/** What stands where a page broke: whose fault it is, how to try again, and the reference to hand on. */
export function FaultFace({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  return (
    <Face
      title="The console could not show this page"
      actions={
        <>
          <Button look="primary" onClick={retry}>
            <RotateCw size={16} />
            Try again
          </Button>
          <ButtonLink href="/codes">Look up a code</ButtonLink>
        </>
      }
    >
      <p>
        The fault is in the console itself. It says nothing about your tenant, your sign-ins or your API.
        Trying again reads everything anew.
      </p>
      <p>
        {digest ? (
          <>
            If it stays, give this reference to the person who runs the console; the same one is in its server
            log: <code className="font-mono">{digest}</code>
          </>
        ) : (
          "If it stays, tell the person who runs the console which page it was and what you did before."
        )}
      </p>
    </Face>
  )
}
