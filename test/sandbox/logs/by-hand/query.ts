/** A valid query that the console does not use, and the rows that it gives, worked out by hand. */
export type ByHand = { does: string; query: string; rows: unknown[][] }

/** Five sign-ins: who, where to, when, how long they took, and how they ended. */
export const visits = `
let visits = datatable(user:string, app:string, at:datetime, ms:long, code:int, info:dynamic) [
  "ann", "shop", datetime(2026-11-20T10:00:00Z), 120, 0,         dynamic({"ip": "203.0.113.1", "tags": ["new", "web"]}),
  "bob", "shop", datetime(2026-11-20T10:30:00Z), 80,  1003002,   dynamic({"ip": "203.0.113.2", "tags": []}),
  "ann", "mail", datetime(2026-11-20T11:10:00Z), 200, 1003005,   dynamic({"ip": "203.0.113.1"}),
  "cia", "shop", datetime(2026-11-20T11:20:00Z), 40,  0,         dynamic(null),
  "bob", "shop", datetime(2026-11-20T11:50:00Z), 60,  int(null), dynamic({"ip": "203.0.113.9", "tags": ["web"]})
];
visits `
