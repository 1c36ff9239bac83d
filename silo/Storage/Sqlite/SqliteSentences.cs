using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Suyuan.Storage;

/// <summary>What SQLite's codes mean to the operator.</summary>
internal static class SqliteSentences
{
    public static string Of(SqliteException failure, string path) => failure.SqliteErrorCode switch
    {
        SQLITE_BUSY or SQLITE_LOCKED => $"Storage:Path: '{path}' is locked by another process.",
        SQLITE_READONLY or SQLITE_PERM => $"Storage:Path: '{path}' or its directory is read-only.",
        SQLITE_CANTOPEN => $"Storage:Path: '{path}' cannot be opened or created; check that its directory may be written.",
        SQLITE_NOTADB => $"Storage:Path: '{path}' is not a SQLite database.",
        SQLITE_CORRUPT => $"Storage:Path: '{path}' is damaged; restore it from a backup.",
        SQLITE_FULL => $"Storage:Path: there is no room left where '{path}' lies.",
        SQLITE_IOERR => $"Storage:Path: '{path}' cannot be read or written (SQLite code {failure.SqliteExtendedErrorCode}).",
        _ => $"Storage:Path: '{path}' cannot be used (SQLite code {failure.SqliteExtendedErrorCode}).",
    };
}
