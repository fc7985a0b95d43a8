using Microsoft.Extensions.DependencyInjection;
using PaperBot.Models;

namespace PaperBot.Diagnostics.Doctor;

/// <summary>Registers the checks in the order they are shown.</summary>
public static class DoctorServices
{
    public static IServiceCollection AddDoctor(this IServiceCollection services)
    {
        services.AddSingleton<Examination>();
        services.AddSingleton<IDoctorCheck, LibraryCheck>();
        services.AddSingleton<IDoctorCheck, IndexCheck>();
        services.AddSingleton<IDoctorCheck, EmbedderCheck>();
        services.AddSingleton<IDoctorCheck, NeuralCheck>();
        services.AddSingleton<IDoctorCheck, AdaptersCheck>();
        foreach (var kind in Enum.GetValues<ModelKind>())
            services.AddSingleton<IDoctorCheck>(provider => ActivatorUtilities.CreateInstance<ModelCheck>(provider, kind));
        services.AddSingleton<IDoctorCheck, RuntimesCheck>();
        services.AddSingleton<IDoctorCheck, ModelFolderCheck>();
        services.AddSingleton<IDoctorCheck, DiskCheck>();
        services.AddSingleton<IDoctorCheck, MemoryCheck>();
        services.AddSingleton<IDoctorCheck, ProcessorCheck>();
        services.AddSingleton<IDoctorCheck, GraphicsCheck>();
        services.AddSingleton<IDoctorCheck, NetworkCheck>();
        return services;
    }
}
