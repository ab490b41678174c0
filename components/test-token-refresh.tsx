"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef, useTransition } from "react"

const everyMs = 1000

/** Reads the page anew every second while it is there, one read at a time. */
export function RefreshEverySecond() {
  const router = useRouter()
  const [isReading, startReading] = useTransition()
  const reading = useRef(false)
  useEffect(() => {
    reading.current = isReading
  }, [isReading])
  useEffect(() => {
    const timer = setInterval(() => {
      if (!reading.current && document.visibilityState === "visible") startReading(() => router.refresh())
    }, everyMs)
    return () => clearInterval(timer)
  }, [router])
  return null
}
