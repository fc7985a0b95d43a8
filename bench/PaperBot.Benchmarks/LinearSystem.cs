namespace PaperBot.Benchmarks;

/// <summary>Solves linear equations by Gauss-Jordan elimination with pivots.</summary>
internal static class LinearSystem
{
    /// <param name="system">n rows of n coefficients and the right side; used up.</param>
    public static double[] Solve(double[,] system)
    {
        var n = system.GetLength(0);
        for (var k = 0; k < n; k++)
            Eliminate(system, k, n);
        return [.. Enumerable.Range(0, n).Select(k => system[k, n] / system[k, k])];
    }

    private static void Eliminate(double[,] system, int k, int n)
    {
        var pivot = k;
        for (var row = k + 1; row < n; row++)
        {
            if (Math.Abs(system[row, k]) > Math.Abs(system[pivot, k]))
                pivot = row;
        }
        for (var column = 0; column <= n; column++)
            (system[k, column], system[pivot, column]) = (system[pivot, column], system[k, column]);
        for (var row = 0; row < n; row++)
        {
            if (row == k)
                continue;
            var factor = system[row, k] / system[k, k];
            for (var column = k; column <= n; column++)
                system[row, column] -= factor * system[k, column];
        }
    }
}
