"use server"

import type { JudgeState } from "@/components/judge-state"
import { check } from "./check"
import { typedValues } from "./form-values"

/** Judges a posted answer for anybody: it reads nothing else, and keeps nothing of it. */
export async function judgePasted(_before: JudgeState | null, form: FormData): Promise<JudgeState> {
  return check(typedValues(form))
}
