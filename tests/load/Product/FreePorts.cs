using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Suyuan.Load.Product;

internal static class FreePorts
{
    /// <summary>
    /// Below those from which the system itself takes ports for outgoing connections: a process that is killed and started again must
    /// not find that a connection has taken its port meanwhile.
    /// </summary>
    private const int First = 18_000, Last = 31_999;

    /// <summary>Different ports of the loopback address that nobody listens on. All are held until the last is found.</summary>
    public static int[] Find(int count)
    {
        var held = new List<TcpListener>(count);
        try
        {
            while (held.Count < count)
            {
                var listener = new TcpListener(IPAddress.Loopback, RandomNumberGenerator.GetInt32(First, Last + 1));
                try
                {
                    listener.Start();
                    held.Add(listener);
                }
                catch (SocketException)
                {
                    listener.Dispose();
                }
            }

            return [.. held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in held)
                listener.Dispose();
        }
    }
}
