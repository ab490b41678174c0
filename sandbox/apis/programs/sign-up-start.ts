import type { Reply } from "../reply"
import { lacking, type Program } from "./program"
import { readSignUpInfo, type SignUpInfo } from "./sign-up-info"

const event = "attributeCollectionStart"

/** Nobody with an address of this domain may sign up. */
const blockedDomain = "@blocked.example"

const regionNames = new Intl.DisplayNames("en", { type: "region" })

/**
 * The country of a market such as `de-ch`, or null when it names none. INFERRED: that the country is written by its
 * English name, as the options of a page have it; a capture shows the two letters.
 */
function countryOf(market: string | null): string | null {
  const region = market?.match(/-([a-z]{2})$/i)?.[1]?.toUpperCase()
  const name = region && regionNames.of(region)
  return !name || name === region ? null : name
}

/** What is known of a person beforehand, as far as the page asks for it and shows nothing yet. */
function prefillOf({ attributes }: SignUpInfo, market: string | null): Record<string, string> {
  const country = countryOf(market)
  const isWanted = attributes.country !== undefined && !attributes.country.value
  return country && isWanted ? { country } : {}
}

/** Fills in what is known before somebody sees the page, and keeps out whom nobody wants. */
export const attributeCollectionStart: Program = ({ data, market }) => {
  const info = readSignUpInfo(data)
  if (!info) return lacking(event)
  const reply = (action: string, parameters: Reply["parameters"] = {}) => ({
    reply: { event, action, parameters } as const,
  })
  if (info.addresses.some((address) => address.endsWith(blockedDomain)))
    return reply("showBlockPage", {
      title: "You cannot sign up here",
      message: "Woodgrove Groceries takes no customers with an address of this domain.",
    })
  const inputs = prefillOf(info, market)
  return Object.keys(inputs).length > 0
    ? reply("setPrefillValues", { inputs })
    : reply("continueWithDefaultBehavior")
}
