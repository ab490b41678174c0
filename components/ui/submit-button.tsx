"use client"

import type { ReactNode } from "react"
import { useFormStatus } from "react-dom"
import { Button } from "./button"

/** The button that sends its form; while the form is on its way it says so and cannot be pressed again. */
export function SubmitButton({
  look,
  busy,
  children,
}: {
  look?: "primary" | "secondary" | "quiet"
  /** What it says meanwhile. */
  busy: string
  children: ReactNode
}) {
  const { pending } = useFormStatus()
  return (
    <Button
      type="submit"
      look={look}
      aria-disabled={pending}
      onClick={(event) => pending && event.preventDefault()}
    >
      {pending ? busy : children}
    </Button>
  )
}
