import type { ByHand } from "./query"

/** Microsoft's own samples with the results that their pages show, https://learn.microsoft.com/kusto/query. */
export const samples: readonly ByHand[] = [
  {
    does: "datetime_diff",
    query: `print
      datetime_diff('year',datetime(2017-01-01),datetime(2000-12-31)),
      datetime_diff('quarter',datetime(2017-07-01),datetime(2017-03-30)),
      datetime_diff('month',datetime(2017-01-01),datetime(2015-12-30)),
      datetime_diff('week',datetime(2017-10-29 00:00),datetime(2017-09-30 23:59)),
      datetime_diff('day',datetime(2017-10-29 00:00),datetime(2017-09-30 23:59)),
      datetime_diff('hour',datetime(2017-10-31 01:00),datetime(2017-10-30 23:59)),
      datetime_diff('minute',datetime(2017-10-30 23:05:01),datetime(2017-10-30 23:00:59)),
      datetime_diff('second',datetime(2017-10-30 23:00:10.100),datetime(2017-10-30 23:00:00.900)),
      datetime_diff('millisecond',datetime(2017-10-30 23:00:00.200100),datetime(2017-10-30 23:00:00.100900)),
      datetime_diff('microsecond',datetime(2017-10-30 23:00:00.1009001),datetime(2017-10-30 23:00:00.1008009)),
      datetime_diff('nanosecond',datetime(2017-10-30 23:00:00.0000000),datetime(2017-10-30 23:00:00.0000007))`,
    rows: [[17, 2, 13, 5, 29, 2, 5, 10, 100, 100, -700]],
  },
  {
    does: "format_datetime and format_timespan",
    query: `print format_datetime(datetime(2017-01-29 09:00:05), 'yy-MM-dd [HH:mm:ss]'), format_datetime(datetime(2017-01-29 09:00:05), 'yyyy-M-dd [H:mm:ss]'), format_datetime(datetime(2017-01-29 09:00:05), 'yy-MM-dd [hh:mm:ss tt]'), format_timespan(time(29.09:00:05.12345), 'dd.hh:mm:ss:FF'), format_timespan(time(29.09:00:05.12345), 'ddd.h:mm:ss [fffffff]')`,
    rows: [
      [
        "17-01-29 [09:00:05]",
        "2017-1-29 [9:00:05]",
        "17-01-29 [09:00:05 AM]",
        "29.09:00:05:12",
        "029.9:00:05 [1234500]",
      ],
    ],
  },
  {
    does: "indexof",
    query: `print indexof("abcdefg","cde"), indexof("abcdefg","cde",1,4), indexof("abcdefg","cde",1,2), indexof("abcdefg","cde",3,4), indexof("abcdefg","cde",-5), indexof(1234567,5,1,4), indexof("abcdefg","cde",2,-1), indexof("abcdefgabcdefg", "cde", 1, -1, 3)`,
    rows: [[2, 2, -1, -1, 2, 4, 2, -1]],
  },
  {
    does: "split, substring and countof",
    query: `print split("aa_bb", "_"), split("aaa_bbb_ccc", "_", 1), split("", "_"), split("a__b", "_"), split("aabbcc", "bb"), substring("123456", -2, 2), countof("aaaa", "aa"), countof("ababa", "aba", "regex")`,
    rows: [['["aa","bb"]', '["bbb"]', '[""]', '["a","","b"]', '["aa","cc"]', "56", 3, 1]],
  },
  {
    does: "bin",
    query: "print bin(4.5, 1), bin(time(16d), 7d), bin(datetime(1970-05-11 13:45:07), 1d)",
    rows: [[4, "14.00:00:00", "1970-05-11T00:00:00Z"]],
  },
  {
    does: "the modulo of negative numbers",
    query: "print 14 % 12, -14 % 12, 14 % -12, -14 % -12",
    rows: [[2, 10, 2, 10]],
  },
  {
    does: "make-series",
    query: `let data=datatable(timestamp:datetime, metric: real)
      [ datetime(2016-12-31T06:00), 50, datetime(2017-01-01), 4, datetime(2017-01-02), 3, datetime(2017-01-03), 4,
        datetime(2017-01-03T03:00), 6, datetime(2017-01-05), 8, datetime(2017-01-05T13:40), 13,
        datetime(2017-01-06), 4, datetime(2017-01-07), 3, datetime(2017-01-08), 8, datetime(2017-01-08T21:00), 8,
        datetime(2017-01-09), 2, datetime(2017-01-09T12:00), 11, datetime(2017-01-10T05:00), 5 ];
      data | make-series avg(metric) on timestamp from datetime(2017-01-01) to datetime(2017-01-10) step 1d
      | project avg_metric, timestamp[8]`,
    rows: [["[4.0,3.0,5.0,0.0,10.5,4.0,3.0,8.0,6.5]", '"2017-01-09T00:00:00.0000000Z"']],
  },
  {
    does: "make-series of nothing",
    query: `let data=datatable(timestamp:datetime, metric: real)[];
      data | make-series kind=nonempty avg(metric) default=1.0 on timestamp from datetime(2017-01-01) to datetime(2017-01-04) step 1d | project avg_metric`,
    rows: [["[1.0,1.0,1.0]"]],
  },
  {
    does: "mv-apply over a property bag",
    query: `datatable(Source: string, Target: string, Count: long)
      [ '555-1234', '555-1212', 46, '555-2424', '', int(null) ]
      | extend Pack = pack_all()
      | mv-apply removeProperties = Pack on
          (mv-expand kind = array Pack | where Pack[1] !startswith "555" | summarize propsToRemove = make_set(Pack[0]))
      | extend values = bag_remove_keys(Pack, propsToRemove) | project Source, values`,
    rows: [
      ["555-1234", '{"Source":"555-1234","Target":"555-1212"}'],
      ["555-2424", '{"Source":"555-2424"}'],
    ],
  },
  {
    does: "mv-apply over two arrays",
    query: `datatable (Val: int, Arr1: dynamic, Arr2: dynamic)
      [ 1, dynamic(['A1', 'A2']), dynamic(['B1', 'B2', 'B3']), 5, dynamic(['C1', 'C2']), dynamic(['D1']) ]
      | mv-apply T1=Arr1, T2=Arr2 on (extend Out = strcat(T1, "_", T2) | summarize Out= make_list(Out)) | project Val, Out`,
    rows: [
      [1, '["A1_B1","A2_B2","_B3"]'],
      [5, '["C1_D1","C2_"]'],
    ],
  },
  {
    does: "ranks and running sums within groups",
    query: `datatable (name:string, month:int, salary:long)
      [ "Alice", 1, 1000, "Bob", 1, 1000, "Alice", 2, 2000, "Bob", 2, 1950, "Alice", 3, 1400, "Bob", 3, 1450 ]
      | order by name asc, month asc
      | extend total=row_cumsum(salary, name != prev(name)), rank=row_number(1, prev(name) != name)
      | project name, total, rank`,
    rows: [
      ["Alice", 1000, 1],
      ["Alice", 3000, 2],
      ["Alice", 4400, 3],
      ["Bob", 1000, 1],
      ["Bob", 2950, 2],
      ["Bob", 4400, 3],
    ],
  },
  {
    does: "arg_max with nulls",
    query: `datatable(Fruit: string, Color: string, Version: int)
      [ "Apple", "Red", 1, "Apple", "Green", int(null), "Banana", "Yellow", int(null), "Banana", "Green", int(null), "Pear", "Brown", 1, "Pear", "Green", 2 ]
      | summarize arg_max(Version, *) by Fruit`,
    rows: [
      ["Apple", 1, "Red"],
      ["Banana", null, "Yellow"],
      ["Pear", 2, "Green"],
    ],
  },
  {
    does: "comparisons with null",
    query: `datatable(val:int)[5, int(null)]
      | extend IsBiggerThan3 = val > 3 | extend IsBiggerThan3OrNull = val > 3 or isnull(val)
      | extend IsEqualToNull = val == int(null) | extend IsNotEqualToNull = val != int(null)`,
    rows: [
      [5, true, true, false, true],
      [null, null, true, null, null],
    ],
  },
  {
    does: "parse_json of JSON within JSON",
    query: `let d='{"a":123, "b":"{\\\\"c\\\\":456}"}'; print parse_json(tostring(parse_json(d).b)).c`,
    rows: [["456"]],
  },
]
