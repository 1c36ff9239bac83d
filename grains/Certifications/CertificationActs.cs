using System.Collections.Frozen;

namespace Suyuan.Certifications;

/// <summary>Each act's name in <c>Matters/acts.csv</c> and the command that asks for it.</summary>
internal static class CertificationActs
{
    private static readonly FrozenDictionary<Type, string> ByCommand = new Dictionary<Type, string>
    {
        [typeof(BeginObservation)] = "observe",
        [typeof(DeclineCertification)] = "decline",
        [typeof(PutSuits)] = "suits",
        [typeof(PutPopulation)] = "population",
        [typeof(EvaluateVillage)] = "evaluate",
        [typeof(RevokeCertification)] = "revoke",
    }.ToFrozenDictionary();

    public static string NameOf(CertificationCommand command) => ByCommand[command.GetType()];
}
