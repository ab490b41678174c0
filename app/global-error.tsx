"use client"

import { FaultFace } from "@/components/fault-face"
import "./globals.css"

/** The whole document when even the root layout broke. */
export default function GlobalFault({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return (
    <html lang="en">
      <body>
        <title>Console fault · Calloutscope</title>
        <main className="mx-auto max-w-xl px-4">
          <FaultFace digest={error.digest} retry={retry} />
        </main>
      </body>
    </html>
  )
}
