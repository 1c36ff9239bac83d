using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Problems;

/// <summary>Gives a problem document to errors that the framework answers with a bare status.</summary>
internal static class BareStatuses
{
    public static Task Write(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var code = CodeOf(http.Response.StatusCode);
        return new Problem(Refusal.Because(code, code is RefusalCode.NotYourRole ? [.. Roles(http)] : [])).ExecuteAsync(http);
    }

    /// <summary>Who asked, and who might have.</summary>
    private static IEnumerable<Fact> Roles(HttpContext http)
    {
        if (Actors.TryFrom(http.User) is { } actor)
            yield return new Fact("role", Words<Role>.Of(actor.Role));
        var policy = http.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy;
        if (policy is not null && AccessTable.Load().Find(policy) is { } permission)
            yield return new Fact("allowed", string.Join(", ", Enum.GetValues<Role>().Where(role => permission.Of(role) is not Scopes.None).Select(Words<Role>.Of)));
    }

    internal static RefusalCode CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => RefusalCode.Unauthenticated,
        StatusCodes.Status403Forbidden => RefusalCode.NotYourRole,
        StatusCodes.Status404NotFound => RefusalCode.NoSuchAddress,
        StatusCodes.Status405MethodNotAllowed => RefusalCode.MethodNotAllowed,
        StatusCodes.Status408RequestTimeout => RefusalCode.BodyTooSlow,
        StatusCodes.Status413PayloadTooLarge => RefusalCode.PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType => RefusalCode.UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => RefusalCode.TooManyRequests,
        StatusCodes.Status503ServiceUnavailable => RefusalCode.Unavailable,
        < 500 => RefusalCode.Invalid,
        _ => RefusalCode.Internal,
    };
}
