using System.Text;

namespace Suyuan.Load.Driving;

/// <summary>Whole requests as bytes, made once.</summary>
/// <param name="token">Bearer token of the caller.</param>
internal sealed class Requests(Uri address, string token)
{
    /// <summary>Size of the bodies that are measured.</summary>
    public const int BodyBytes = 480;

    private readonly string _head = $"Host: {address.Authority}\r\nAuthorization: Bearer {token}\r\n";

    public Uri Address => address;

    /// <summary>A registration in one village, the narrative as long as the body needs.</summary>
    public byte[] Registration(string village) => Post("/v1/disputes", Filled(
        $$"""{"areaCode":"{{village}}","category":"NEI","narrative":"两家因滴水檐多次争执，请求调解。""",
        "\"" + ""","source":"visit","parties":[{"role":"applicant","kind":"person","name":"王某"}]}"""));

    /// <summary>A contact that reached nobody: one step of the history, and the clocks run on.</summary>
    public byte[] Contact(string number, int version) =>
        Post($"/v1/disputes/{number}/contact", Filled("""{"method":"telephone","outcome":"unreachable","note":"电话无人接听。""", "\"}"), $"If-Match: \"{version}\"\r\n");

    public byte[] Read(string number) => Encoding.UTF8.GetBytes($"GET /v1/disputes/{number} HTTP/1.1\r\n{_head}\r\n");

    public byte[] Get(string path) => Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\n{_head}\r\n");

    public byte[] Post(string path, string body, string more = "")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return [.. Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\r\n{_head}{more}Content-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n"), .. bytes];
    }

    private static string Filled(string before, string after)
    {
        var missing = BodyBytes - Encoding.UTF8.GetByteCount(before) - Encoding.UTF8.GetByteCount(after);
        return before + new string('诉', missing / 3) + new string('.', missing % 3) + after;
    }
}
