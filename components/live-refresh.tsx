"use client"

import { Pause, Play } from "lucide-react"
import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"
import { Button } from "./ui/button"

/** Reads the page anew every few seconds while it is in sight, until the reader pauses it. */
export function LiveRefresh({ seconds }: { seconds: number }) {
  const router = useRouter()
  const [isPaused, setPaused] = useState(false)
  useEffect(() => {
    if (isPaused) return
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh()
    }, seconds * 1000)
    return () => clearInterval(timer)
  }, [isPaused, seconds, router])
  const Icon = isPaused ? Play : Pause
  return (
    <Button onClick={() => setPaused(!isPaused)} aria-pressed={isPaused}>
      <Icon size={16} />
      {isPaused ? "Updates paused" : `Updates every ${seconds} s`}
    </Button>
  )
}
