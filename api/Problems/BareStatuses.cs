using Microsoft.AspNetCore.Diagnostics;

namespace Suyuan.Problems;

/// <summary>Gives a problem document to errors that the framework answers with a bare status.</summary>
internal static class BareStatuses
{
    public static Task Write(StatusCodeContext context) =>
        new Problem(Refusal.Because(CodeOf(context.HttpContext.Response.StatusCode))).ExecuteAsync(context.HttpContext);

    private static RefusalCode CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => RefusalCode.Unauthenticated,
        StatusCodes.Status403Forbidden => RefusalCode.NotYourRole,
        StatusCodes.Status404NotFound => RefusalCode.NoSuchAddress,
        StatusCodes.Status405MethodNotAllowed => RefusalCode.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => RefusalCode.PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType => RefusalCode.UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => RefusalCode.TooManyRequests,
        StatusCodes.Status503ServiceUnavailable => RefusalCode.Unavailable,
        < 500 => RefusalCode.Invalid,
        _ => RefusalCode.Internal,
    };
}
