// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_reader.h"

#include <benchmark/benchmark.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

// Reading a file of a user's data beside the obvious way of doing it, in one run.

namespace {

using namespace tradeoff;

constexpr std::int64_t rows = 1'000'000;

std::string text(double number)
{
    std::array<char, 64> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

/// A file of uniform random numbers with all their digits; gone at the end.
class RandomFile {
public:
    RandomFile()
        : m_path(std::filesystem::temp_directory_path() /
                 ("benchmark_csv_" + std::to_string(std::random_device()()) + ".csv"))
    {
        std::mt19937_64 random(1);
        const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
        std::ofstream file(m_path, std::ios::binary);
        for (std::int64_t i = 0; i < rows; ++i) {
            file << text(uniform()) + "," + text(uniform()) + "\n";
        }
    }
    ~RandomFile()
    {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }
    RandomFile(const RandomFile&) = delete;
    RandomFile& operator=(const RandomFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

const std::filesystem::path& path()
{
    static const RandomFile file;
    return file.path();
}

void count(benchmark::State& state)
{
    state.SetItemsProcessed(state.iterations() * rows);
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(path()));
    state.SetBytesProcessed(state.iterations() * bytes);
}

/// Recognises, reads and checks every row, and sorts by x.
void readFile(benchmark::State& state)
{
    static_cast<void>(path());
    for (auto _ : state) {
        CsvRequest request;
        request.path = path();
        request.format = recogniseCsv(readHead(path()));
        request.columns = defaultColumns(request.format);
        benchmark::DoNotOptimize(readCsv(request, {}));
    }
    count(state);
}
BENCHMARK(readFile)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

/// Trusts the file and neither checks nor sorts.
void readFilePlain(benchmark::State& state)
{
    static_cast<void>(path());
    for (auto _ : state) {
        std::ifstream file(path());
        std::vector<double> x;
        std::vector<double> y;
        double first = 0;
        double second = 0;
        char separator = 0;
        while (file >> first >> separator >> second) {
            x.push_back(first);
            y.push_back(second);
        }
        benchmark::DoNotOptimize(x.data());
        benchmark::DoNotOptimize(y.data());
    }
    count(state);
}
BENCHMARK(readFilePlain)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void recogniseFormat(benchmark::State& state)
{
    const std::string head = readHead(path());
    for (auto _ : state) {
        benchmark::DoNotOptimize(recogniseCsv(head));
    }
}
BENCHMARK(recogniseFormat)->Unit(benchmark::kMicrosecond);

} // namespace
