import type { ByHand } from "./query"

/** Values that are printed. */
export const values: readonly ByHand[] = [
  {
    does: "whole numbers",
    query: "print 7 / 2, -7 / 2, 7 % 3, -7 % 3, 2 * 3 - 1, 9223372036854775807 - 9223372036854775806",
    rows: [[3, -3, 1, 2, 5, 1]],
  },
  {
    does: "real numbers",
    query: "print 7 / 2.0, 1.0 / 0, round(2.15, 1), round(-50.55, -2), bin(4.5, 1), abs(-1.5), pow(2, 10)",
    rows: [[3.5, "Infinity", 2.2, -100, 4, 1.5, 1024]],
  },
  {
    does: "times",
    query:
      "print datetime(2026-11-20) + 36h, datetime(2026-11-20) - datetime(2026-11-19), 1d / 1h, 90m * 2, bin(datetime(2026-11-20T13:45:00Z), 7d)",
    rows: [["2026-11-21T12:00:00Z", "1.00:00:00", 24, "03:00:00", "2026-11-16T00:00:00Z"]],
  },
  {
    does: "parts of times",
    query:
      "print startofweek(datetime(2026-11-20)), endofmonth(datetime(2028-02-10)), dayofyear(datetime(2026-12-31)), datetime_part('hour', datetime(2026-11-20T13:45:00Z)), getyear(datetime(2026-01-01))",
    rows: [["2026-11-15T00:00:00Z", "2028-02-29T23:59:59.9999999Z", 365, 13, 2026]],
  },
  {
    does: "differences of times",
    query:
      "print datetime_diff('day', datetime(2026-11-20T00:00:01Z), datetime(2026-11-19T23:59:59Z)), datetime_diff('month', datetime(2026-01-31), datetime(2026-03-01)), datetime_add('month', 1, datetime(2026-01-31))",
    rows: [[1, -2, "2026-02-28T00:00:00Z"]],
  },
  {
    does: "times as text",
    query:
      "print format_datetime(datetime(2026-01-02T15:04:05.678Z), 'yyyy-M-d hh:mm:ss.fff tt'), format_timespan(1d + 90m, 'd HH:mm'), tostring(1.5h), tostring(datetime(2026-01-02))",
    rows: [["2026-1-2 03:04:05.678 PM", "1 01:30", "01:30:00", "2026-01-02T00:00:00.0000000Z"]],
  },
  {
    does: "texts",
    query:
      "print strcat('a', 1, true), substring('abcdef', 2, 3), substring('abcdef', -2), toupper('ä'), strlen('añ😀'), indexof('abcabc', 'c', 3), replace_string('a.b.c', '.', '-'), split('a,b,,c', ',')",
    rows: [["a1true", "cde", "ef", "Ä", 3, 5, "a-b-c", '["a","b","","c"]']],
  },
  {
    does: "tests of texts",
    query:
      "print 'North America' has 'america', 'North America' has 'amer', 'abc' contains_cs 'B', 'abc' startswith 'AB', 'abc' !endswith 'C', 'x-ray' has 'ray', 'a' in~ ('A'), 'b' !in ('a', 'c')",
    rows: [[true, false, false, true, false, true, true, true]],
  },
  {
    does: "regular expressions",
    query: `print extract(@"(\\d+)-(\\d+)", 2, "id 12-34"), "Fabrikam" matches regex "^F.*m$", replace_regex("a1b2", @"([a-z])(\\d)", @"\\2\\1"), extract_all(@"(\\d)", "a1b2"), trim(@"\\s+", "  x ")`,
    rows: [["34", true, "1a2b", '["1","2"]', "x"]],
  },
  {
    does: "choices",
    query:
      "print iff(1 > 2, 'a', 'b'), case(false, 1, true, 2, 3), coalesce(int(null), 4), coalesce('', 'x'), max_of(1, long(null), 3), iff(bool(null), 1, 2)",
    rows: [["b", 2, 4, "x", 3, 2]],
  },
  {
    does: "nulls",
    query:
      "print int(null) == int(null), int(null) == 1, int(null) != 1, int(null) < 1, isnull(int(null)), isempty(''), isnotempty('a'), false and bool(null), true or bool(null), not(bool(null))",
    rows: [[null, false, true, null, true, true, true, false, true, null]],
  },
  {
    does: "between",
    query:
      "print 5 between (1 .. 5), 5 !between (1 .. 4), datetime(2026-11-20) between (datetime(2026-11-19) .. 1d), int(null) between (1 .. 2)",
    rows: [[true, true, true, null]],
  },
  {
    does: "conversions",
    query:
      "print toint('12'), tolong('x'), toreal('1e2'), tobool('true'), todatetime('2026-11-20 10:00'), totimespan('1.02:03:04'), tostring(dynamic({'a': [1.0, null]})), tolong(2.9), toint(true)",
    rows: [[12, null, 100, true, "2026-11-20T10:00:00Z", "1.02:03:04", '{"a":[1.0,null]}', 2, 1]],
  },
  {
    does: "paths",
    query: `print d = parse_json('{"a":{"b":[1,2.0,"z"]},"c d":5}') | project d.a.b[0], d["c d"], d.a.b[-1], d.x.y, array_length(d.a.b), tostring(d.a.b[2])`,
    rows: [["1", "5", '"z"', null, 3, "z"]],
  },
  {
    does: "arrays",
    query:
      "print array_concat(dynamic([1]), dynamic([2, 3])), array_slice(dynamic([1, 2, 3, 4, 5]), -3, -2), array_sort_desc(dynamic([2, null, 3])), array_index_of(dynamic(['a', 'b']), 'b'), range(1, 8, 3), array_sum(dynamic([1, 2.5]))",
    rows: [["[1,2,3]", "[3,4]", "[3,2,null]", 1, "[1,4,7]", 3.5]],
  },
  {
    does: "sets",
    query:
      "print set_union(dynamic([1, 2]), dynamic([2, 3])), set_intersect(dynamic(['a', 'b']), dynamic(['b'])), set_difference(dynamic([1, 2]), dynamic([2])), set_has_element(dynamic([1]), 1)",
    rows: [["[1,2,3]", '["b"]', "[1]", true]],
  },
  {
    does: "bags",
    query:
      "print pack('a', 1, 'b', 2.0), bag_merge(dynamic({'a': 1}), dynamic({'a': 2, 'b': 3})), bag_keys(dynamic({'x': 1, 'y': 2})), bag_has_key(dynamic({'x': 1}), 'z'), bag_remove_keys(dynamic({'x': 1, 'y': 2}), dynamic(['x']))",
    rows: [['{"a":1,"b":2.0}', '{"a":1,"b":3}', '["x","y"]', false, '{"y":2}']],
  },
  {
    does: "a schema",
    query: "datatable(a:int, b:dynamic, c:timespan)[] | getschema",
    rows: [
      ["a", 0, "System.Int32", "int"],
      ["b", 1, "System.Object", "dynamic"],
      ["c", 2, "System.TimeSpan", "timespan"],
    ],
  },
  {
    does: "hashes",
    query: "print hash('World', 100), hash_sha256('a')",
    rows: [[51, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"]],
  },
]
