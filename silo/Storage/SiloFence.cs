namespace Suyuan.Storage;

/// <summary>
/// The row of the membership table by which a silo of a cluster lives. A batch is stored only while that row stands and is not declared
/// dead, and holds it meanwhile: who declares the silo dead waits for the batch, and what comes after stores nothing. So whoever reads a
/// state because its silo was declared dead reads the last there will be of it, however long the dead one was frozen or cut off and
/// whatever it had under way.
/// </summary>
/// <param name="Cluster">Deployment of the table.</param>
/// <param name="Generation">Tells this process from others that had the same address and port before it.</param>
internal sealed record SiloFence(string Cluster, string Address, int Port, int Generation);

/// <summary>The others have declared this silo dead. Nothing of the batch is stored, and nothing of it will be.</summary>
internal sealed class DeclaredDeadException() : Exception("The cluster has declared this silo dead: nothing of the batch is stored.");
