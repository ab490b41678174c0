import { createHash } from "node:crypto"

/** Where a person signs in from: address, place and device, as the log and the callout tell them. */
export type Whereabouts = {
  ip: string
  /** Language and market of the browser, such as `en-us`. */
  locale: string
  location: {
    city: string
    state: string
    countryOrRegion: string
    geoCoordinates: { altitude: null; latitude: number; longitude: number }
  }
  device: { operatingSystem: string; browser: string; userAgent: string }
}

/** A town with the start of its addresses, all of them from the ranges that are set aside for documentation. */
type Town = {
  city: string
  state: string
  country: string
  latitude: number
  longitude: number
  locale: string
  /** What the number of a seat is put behind. */
  network: string
  firstSeat: number
}

const towns: readonly Town[] = [
  town("Redmond", "Washington", "US", 47.67, -122.12, "en-us", "203.0.113.", 10),
  town("London", "England", "GB", 51.51, -0.13, "en-gb", "203.0.113.", 130),
  town("Oslo", "Oslo", "NO", 59.91, 10.75, "nb-no", "198.51.100.", 10),
  town("Tokyo", "Tokyo", "JP", 35.68, 139.69, "ja-jp", "198.51.100.", 130),
  town("Toronto", "Ontario", "CA", 43.65, -79.38, "en-ca", "192.0.2.", 10),
  town("Berlin", "Berlin", "DE", 52.52, 13.4, "de-de", "2001:db8:49:30::", 16),
]

function town(
  city: string,
  state: string,
  country: string,
  latitude: number,
  longitude: number,
  locale: string,
  network: string,
  firstSeat: number,
): Town {
  return { city, state, country, latitude, longitude, locale, network, firstSeat }
}

const engine = "AppleWebKit/537.36 (KHTML, like Gecko)"
const devices: readonly Whereabouts["device"][] = [
  {
    operatingSystem: "Windows10",
    browser: "Edge 142.0.0",
    userAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${engine} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
  },
  {
    operatingSystem: "MacOs",
    browser: "Chrome 142.0.0",
    userAgent: `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${engine} Chrome/142.0.0.0 Safari/537.36`,
  },
  {
    operatingSystem: "Ios 18",
    browser: "Mobile Safari",
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
  },
]

const pick = <Item>(from: readonly Item[], number: number): Item => {
  const item = from[number % from.length]
  if (item === undefined) throw new RangeError("There is nothing to pick from.")
  return item
}

/**
 * Where a person signs in from: always the same town and device for the same id, unless a journey moves them some
 * towns on or a device number names another device of theirs.
 */
export function whereaboutsOf(userId: string, journey = 0, deviceNumber = 0): Whereabouts {
  const [home = 0, seat = 0, first = 0] = createHash("sha1").update(userId).digest()
  const { city, state, country, latitude, longitude, locale, network, firstSeat } = pick(
    towns,
    home + journey,
  )
  return {
    ip: network + (firstSeat + (seat % 100)),
    locale,
    location: {
      city,
      state,
      countryOrRegion: country,
      geoCoordinates: { altitude: null, latitude, longitude },
    },
    device: pick(devices, first + deviceNumber),
  }
}
