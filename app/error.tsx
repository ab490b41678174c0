"use client"

import { FaultFace } from "@/components/fault-face"
import { Frame } from "@/components/frame"

/** The page when one of ours broke: the frame without a session, since reading it may be what broke. */
export default function RootFault({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return (
    <Frame operator={null} account={null}>
      <FaultFace digest={error.digest} retry={retry} />
    </Frame>
  )
}
