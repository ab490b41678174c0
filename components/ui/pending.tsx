"use client"

import { LoaderCircle } from "lucide-react"
import { useLinkStatus } from "next/link"

/** Inside a link: turns while the page it leads to is on its way, so that a slow source does not look like a dead link. */
export function Pending() {
  const { pending } = useLinkStatus()
  if (!pending) return null
  return (
    <output className="ml-1 inline-block align-text-bottom">
      <LoaderCircle size={14} className="motion-safe:animate-spin" />
      <span className="sr-only">Loading</span>
    </output>
  )
}
