using Orleans.Dashboard;
using Suyuan.Identity;

namespace Suyuan.Operations;

/// <summary>
/// Orleans' own dashboard, for operators only and only where <c>Dashboard:Enabled</c> asks for it: it measures every call between
/// grains. Its log and its look into a grain's state are shut: what is said in a mediation is nobody's who runs machines.
/// </summary>
public static class OperatorDashboard
{
    private const string Path = "/dashboard";

    /// <exception cref="InvalidDataException">The key is neither true nor false.</exception>
    public static bool IsAskedFor(IConfiguration configuration) => configuration["Dashboard:Enabled"] is not { } text ? false
        : bool.TryParse(text, out var asked) ? asked
        : throw new InvalidDataException("Dashboard:Enabled must be true or false.");

    public static void Set(DashboardOptions options) => options.HideTrace = true;

    internal static void Map(WebApplication app)
    {
        if (!IsAskedFor(app.Configuration))
            return;
        app.MapOrleansDashboard(Path)
            .AddEndpointFilter(NoStates)
            .Permits("system/run")
            .ExcludeFromDescription();
    }

    private static ValueTask<object?> NoStates(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Path.StartsWithSegments(Path + "/GrainState")
            ? ValueTask.FromResult<object?>(Results.NotFound())
            : next(context);
}
