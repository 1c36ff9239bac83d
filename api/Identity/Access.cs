using Microsoft.AspNetCore.Authorization;
using Suyuan.Audit;

namespace Suyuan.Identity;

/// <summary>
/// The edge's look at <see cref="AccessTable"/>: every address names one permission, and a role without any scope for it does not
/// come in. Of what the permission is, the grains decide, who look at the same table.
/// </summary>
internal static class Access
{
    /// <summary>Asks for a permission, or for nothing where the table gives it to anyone.</summary>
    /// <exception cref="KeyNotFoundException">The table has no such row: the start stops.</exception>
    public static TBuilder Permits<TBuilder>(this TBuilder endpoint, string permission)
        where TBuilder : IEndpointConventionBuilder
    {
        var row = AccessTable.Load()[permission];
        endpoint.WithMetadata(new Permitted(permission, row.Audit));
        if (row.Audit is Audited.BeforeAnswer)
            endpoint.AddEndpointFilter(AuditAtEdge.BeforeAnswer);
        return row.Anyone ? endpoint.AllowAnonymous() : endpoint.RequireAuthorization(permission);
    }

    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var permission in AccessTable.Load().Permissions.Where(permission => !permission.Anyone))
            options.AddPolicy(permission.Name, policy => policy
                .RequireAuthenticatedUser()
                .RequireAssertion(context => Actors.TryFrom(context.User) is { } actor && permission.Of(actor.Role) is not Scopes.None));
    }

    /// <summary>Stops the start while an address names no permission.</summary>
    /// <exception cref="InvalidOperationException">The sentence names them.</exception>
    public static void Check(IEnumerable<Endpoint> endpoints)
    {
        var open = endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<Permitted>() is null).Select(endpoint => endpoint.DisplayName).ToArray();
        if (open.Length > 0)
            throw new InvalidOperationException($"{AccessTable.File} gives no permission for {string.Join(", ", open)}.");
    }
}

/// <summary>Which row of <see cref="AccessTable"/> stands before an endpoint.</summary>
internal sealed record Permitted(string Permission, Audited Audit);
