// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// The main function of every benchmark program. After what Google Benchmark prints, a table sets
// each job against the obvious way of doing it: "simulation/…" against "simulationPlain/…" with the
// same arguments, or against the only one there is. Medians, where there are repetitions.

namespace {

/// Milliseconds of all threads together, for each job in the order of the run.
class RatioReporter : public benchmark::ConsoleReporter {
public:
    RatioReporter()
        : benchmark::ConsoleReporter(OO_None)
    {}

    void ReportRuns(const std::vector<Run>& runs) override
    {
        benchmark::ConsoleReporter::ReportRuns(runs);
        for (const Run& run : runs) {
            const bool isMedian = run.aggregate_name == "median";
            const bool isOnly = run.run_type == Run::RT_Iteration && run.repetitions <= 1;
            if (!run.error_occurred && (isMedian || isOnly)) {
                const std::string& arguments = run.run_name.args;
                const std::string name =
                    run.run_name.function_name + (arguments.empty() ? "" : "/" + arguments);
                m_jobs.emplace_back(name, run.GetAdjustedCPUTime() * 1000 /
                                              benchmark::GetTimeUnitMultiplier(run.time_unit));
            }
        }
    }

    void Finalize() override
    {
        std::printf("\n%-36s %12s %12s %8s\n", "Processor time, ms", "ours", "plain", "ratio");
        for (const auto& [name, ours] : m_jobs) {
            if (const std::optional<double> plain = plainTime(name)) {
                std::printf("%-36s %12.4g %12.4g %8.1f\n", name.c_str(), ours, *plain,
                            *plain / ours);
            }
        }
    }

private:
    /// For "a/b/1": that of "aPlain/b/1", or of "aPlain/1", or of "aPlain".
    [[nodiscard]] std::optional<double> plainTime(const std::string& name) const
    {
        std::size_t slash = std::min(name.find('/'), name.size());
        const std::string plain = name.substr(0, slash) + "Plain";
        while (true) {
            const std::string wanted = plain + name.substr(slash);
            for (const auto& [other, time] : m_jobs) {
                if (other == wanted) {
                    return time;
                }
            }
            if (slash == name.size()) {
                return std::nullopt;
            }
            slash = std::min(name.find('/', slash + 1), name.size());
        }
    }

    std::vector<std::pair<std::string, double>> m_jobs;
};

} // namespace

int main(int count, char** arguments)
{
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) {
        return 1;
    }
    RatioReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    benchmark::Shutdown();
    return 0;
}
