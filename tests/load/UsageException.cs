namespace Suyuan.Load;

/// <summary>The call is wrong; the message is one sentence for whoever typed it.</summary>
internal sealed class UsageException(string sentence) : Exception(sentence)
{
    public const int ExitCode = 2;
}
