namespace Suyuan.Load.Hostile.Forge;

/// <summary>Texts that have hurt somebody somewhere.</summary>
internal static class Tricks
{
    /// <summary>Of the right form as texts, and meant for a database, a shell, a page or a log behind them.</summary>
    public static readonly string[] Injections =
    [
        "' or 1=1 --", "'; drop table dispute; --", "1); delete from orleansstorage where (1=1", "\" or \"\"=\"", "%' union select payloadtext from orleansstorage --",
        "\\'; select pg_sleep(30); --", "$(sleep 30)", "`id`", "${jndi:ldap://127.0.0.1/a}", "<script>alert(1)</script>", "{{7*7}}", "../../../../etc/passwd",
        "%s%s%s%n", "=cmd|'/c calc'!A1", "admin'/*", "0x31303235343830303536", "-1 OR 3*2=6", "\\x27\\x20OR", "%", "_", "[a-z]*", "(?:a+)+$",
    ];

    /// <summary>What people see otherwise than machines do, as JSON escapes.</summary>
    public static readonly string[] Unseen =
    [
        @"\u202e\u4e09\u5f20", @"\u2066\u5f20\u2069", @"\u5f20\ufffe", @"\u5f20\uffff", @"\u202a\u5f20",
    ];

    /// <summary>Not UTF-16, as JSON escapes.</summary>
    public static readonly string[] Halves = [@"\ud800", @"\udc00\ud800", @"\u5f20\udfff", @"\ud83d\u5f20", @"\uDBFF\uD800"];

    /// <summary>Not UTF-8, as bytes.</summary>
    public static readonly byte[][] Overlong =
    [
        [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xF0, 0x80, 0x80, 0xAF], [0xC1, 0xBF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xFE, 0xFF], [0x80], [0xE4, 0xBD],
    ];

    public static readonly string[] Numbers =
    [
        "1e400", "-1e400", "99999999999999999999999999", "-99999999999999999999", "1e-400", "NaN", "Infinity", "0x10", "01", "1.", ".5", "--1", "1e", "79228162514264337593543950336",
        "123456789012345678901234567890123456789012345678901234567890.5", "2147483648.5", "-2147483649",
    ];

    public static readonly string[] Dates =
    [
        "9999-12-31", "0001-01-01", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", "2026-02-30", "2026-13-01T00:00:00Z",
        "2026-03-01T24:00:00Z", "2026-03-01T09:00:60Z", "-2026-03-01", "+12026-03-01", "20260301", "2026-W09-7", "٢٠٢٦-٠٣-٠١",
    ];

    /// <summary>In the place of a segment.</summary>
    public static readonly string[] Segments =
    [
        "..", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e", "%252e%252e%252f", "..%5c..%5c", "%00", "%c0%ae%c0%ae", "%ed%a0%80", ";a=b", "%e2%80%ae", "%0d%0aX-Injected:%201", "%", "%zz", "%u0000",
        "%EF%BC%91%EF%BC%92", "~", "*", "%2f", "%3f", "%23", "con", "a:b", "%20", "a%09b", "'%20or%201=1--", "9223372036854775808", "-1", "0", "null", "undefined", "NaN", "%F0%9F%92%A9",
    ];

    public static readonly string[] Queries =
    [
        "%00", "%c0%af", "%ed%a0%80", "%ff%fe", "%zz", "%", "%0d%0a", "%e2%80%ae", "-1", "0", "99999999999999999999", "1e400", "NaN", "null", "true", "'", "%27%20or%201%3D1--", "%25", "_",
        "../..", "%3Cscript%3E", "9999-12-31", "0001-01-01", "2026-02-30", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "510300", "%EF%BC%91", "%F0%9F%92%A9", "a%09b", "[]", "{}", "%5B%5D",
    ];

    public static readonly string[] ConditionHeaders = ["If-Match", "If-None-Match", "Idempotency-Key", "Last-Event-ID", "Accept", "Accept-Language", "X-Access-Code", "Range", "If-Modified-Since", "Prefer", "Cookie"];

    public static readonly string[] HeaderValues =
    [
        "\"", "\"\"", "W/\"1\"", "*", "*, *", "\"1\", \"2\"", "\"99999999999999999999\"", "-1", "''", "\"" + "a\\\"b", "bytes=0-0,-1", "q=1;q=2", "zh;q=9, en;q=-1", "*/*;q=NaN", "text/event-stream;q=0.5, */*",
        "\t", "a\tb", "' or 1=1 --", "é", "中", "9223372036854775808", "0", "1e9",
    ];

    public static readonly string[] Methods = ["PATCH", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "get", "GETS", "FOO", "DELETE", "PUT", "POST", "X", "HEAD", "QUERY", "M-SEARCH"];

    public static readonly string[] MediaTypes =
    [
        "text/plain", "text/xml", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/octet-stream", "application/x-msgpack", "text/json",
        "application/jsonp", "json", ";;;", "application/", "*/*", "image/svg+xml",
    ];
}
