import { expect, test } from "vitest"
import { GET } from "@/app/codes.json/route"
import { catalogue, outerCodes } from "@/lib/codes/catalogue"

test("the feed holds the whole catalogue and names its schema", async () => {
  expect(await GET().json()).toEqual({ schemaVersion: 1, codes: catalogue, outerCodes })
})
