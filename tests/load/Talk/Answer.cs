using System.Net;
using System.Text.Json;

namespace Suyuan.Load.Talk;

/// <summary>One answer over HTTP, read to its end.</summary>
internal readonly record struct Answer(HttpStatusCode Status, string Body)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>It says when to come back.</summary>
    public bool ComesBack { get; init; }

    public bool Succeeded => (int)Status is >= 200 and < 300;

    public T Read<T>() => JsonSerializer.Deserialize<T>(Body, Json)
        ?? throw new JsonException($"null where {typeof(T).Name} was expected.");

    public SeenProblem Problem()
    {
        try
        {
            return Read<SeenProblem>();
        }
        catch (JsonException)
        {
            return new SeenProblem($"status-{(int)Status}-without-problem", (int)Status, Body.Length > 200 ? Body[..200] : Body);
        }
    }
}
