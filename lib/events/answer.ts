import type { Members } from "@/lib/model/json"

/** A whole response around its one action. */
export function answer(responseData: string, action: Members, dataMembers: Members = {}): Members {
  return { data: { "@odata.type": responseData, actions: [action], ...dataMembers } }
}
