using System.Globalization;
using Suyuan.Areas;
using Suyuan.Matters;

namespace Suyuan.Warnings;

/// <summary>Numbers of warnings: always the same for the same watch, key and place in the row of its warnings.</summary>
internal static class WarningNumbers
{
    public const string Kind = "warning";

    public static MatterNumber Of(AreaCode watch, string key, int ordinal) =>
        MatterNumber.New(Kind, string.Create(CultureInfo.InvariantCulture, $"{watch}/{key}/{ordinal}"));
}
