import { createHash } from "node:crypto"

/** When somebody was born, `YYYY-MM-DD`: read from the digest of his id, so that whoever knows it says the same. */
export function dateOfBirthOf(userId: string): string {
  const [month = 0, day = 0, year = 0] = createHash("sha256").update(userId).digest()
  const two = (value: number) => String(value).padStart(2, "0")
  return `${1950 + (year % 50)}-${two(1 + (month % 12))}-${two(1 + (day % 28))}`
}
