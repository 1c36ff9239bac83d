using System.Security.Authentication;
using Npgsql;

namespace Suyuan.Storage;

/// <summary>What a failed connection means to the operator; never the password.</summary>
internal static class PostgresSentences
{
    public static string Of(NpgsqlException failure, string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        return failure.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"Storage:ConnectionString: PostgreSQL at {target.Host}:{target.Port} does not accept the user '{target.Username}' or its password.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"Storage:ConnectionString: there is no database '{target.Database}' at {target.Host}:{target.Port}.",
            PostgresErrorCodes.TooManyConnections =>
                $"Storage:ConnectionString: PostgreSQL at {target.Host}:{target.Port} has no connection left.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"Storage:ConnectionString: the user '{target.Username}' may not create tables in '{target.Database}'.",
            null when failure.InnerException is AuthenticationException =>
                $"Storage:ConnectionString: PostgreSQL at {target.Host}:{target.Port} showed a certificate that is not for this name, or not of an authority that is trusted here.",
            null => $"Storage:ConnectionString: PostgreSQL at {target.Host}:{target.Port} cannot be reached.",
            var state => $"Storage:ConnectionString: PostgreSQL at {target.Host}:{target.Port} refuses to work (SQLSTATE {state}).",
        };
    }
}
