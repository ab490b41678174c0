"use client"

import { FaultFace } from "@/components/fault-face"

/** What stands inside the console's frame where a page broke. */
export default function ConsoleError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return <FaultFace digest={error.digest} retry={retry} />
}
