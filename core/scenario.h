// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/csv_format.h"
#include "core/interval.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

/// What an expert predicts whose region holds no training sample.
enum class EmptyRegionRule {
    Zero,   ///< 0, the minimum-norm least-squares solution
    Mean,   ///< the mean of the whole training set
    Nearest ///< the constant of the non-empty region whose middle is nearest, ties to the lower
};

/// One row of the table of empty-region rules.
struct EmptyRegionRow {
    EmptyRegionRule rule;
    std::string_view kind;  ///< "zero", "mean", "nearest"
    std::string_view label; ///< for people
};

/// The empty-region rules, in the order of the enumeration.
[[nodiscard]] const std::vector<EmptyRegionRow>& emptyRegionTable();

/// Which numbers of experts the curves over m cover: all from `first` to `last`, or, where `list`
/// is not empty, exactly those (strictly increasing).
struct ExpertsSweep {
    int first = 1;
    int last = 100;
    std::vector<int> list;

    [[nodiscard]] std::vector<int> values() const;

    bool operator==(const ExpertsSweep&) const = default;
};

/// Which number of the scenario the plot "parameter-sweep" runs over, everything else unchanged.
struct SweptParameter {
    std::string path = "samples";  ///< as `--set` names it; see core/scenario_parameters.h
    std::optional<Interval> range; ///< from where to where; nothing: through its slider

    bool operator==(const SweptParameter&) const = default;
};

/// A file with the user's own data, which take the place of a drawn sample.
struct DataChoice {
    std::string file;     ///< path
    std::string checksum; ///< that the file must have (see Checksum); empty: any
    std::string x;        ///< name of the column of inputs; empty: the first numeric one
    std::string y;        ///< name of the column of outputs; empty: the second numeric one
    CsvDecisions format;  ///< what is not to be recognised

    bool operator==(const DataChoice&) const = default;
};

/// Limits of a scenario's numbers, ends included.
namespace limits {
inline constexpr int maximumExperts = 100'000;
inline constexpr std::int64_t maximumSamples = 10'000'000;
inline constexpr int maximumTrainingSets = 1'000'000;
inline constexpr double maximumNoiseVariance = 1e6;
inline constexpr double maximumCoordinate = 1e9; ///< of the domain's ends, in absolute value
inline constexpr std::size_t maximumDimensions = 10;
} // namespace limits

/// The whole question in one value: what the window edits, undo restores, files hold, figures
/// carry and the command line reads. The formulas are those of Y. Dar, arXiv:2510.03151.
///
/// The number of `experts` follows from boundaries, centers or the counts of a grid that are given
/// by hand: `normalized` makes it so.
struct Scenario {
    Interval domain; ///< along the only, or the first, coordinate
    /// The domain's sides along the second and further coordinates; none in one dimension. Target,
    /// density and segmentation come from other tables where there are any; see `choiceSlots`.
    std::vector<Interval> furtherSides;
    Choice target;  ///< the target function β
    Choice density; ///< the input density p
    double noiseVariance = 0.1;
    Choice segmentation;
    int experts = 16;
    EmptyRegionRule emptyRegion = EmptyRegionRule::Zero;
    std::int64_t samples = 200;
    std::uint64_t seed = 1;
    ExpertsSweep sweep;
    SweptParameter swept;    ///< of the other plot over a parameter; no other error depends on it
    int trainingSets = 1000; ///< of the Monte Carlo simulation; 0: none
    /// Where there are data, the domain is the range of their x, and target, density, noise,
    /// samples, seed and simulation are not used.
    std::optional<DataChoice> data;

    [[nodiscard]] std::size_t dimensions() const { return 1 + furtherSides.size(); }
    /// The domain's side along each coordinate.
    [[nodiscard]] std::vector<Interval> box() const;

    bool operator==(const Scenario&) const = default;
};

/// The scenario that a file with nothing but its header stands for.
[[nodiscard]] Scenario defaultScenario();

/// The scenario with its dependent numbers put right (`experts` of what is given by hand).
[[nodiscard]] Scenario normalized(Scenario scenario);

/// Checks every number and choice of a scenario, formulas included (finite on the domain).
///
/// Cheap enough to run at every edit. A scenario that passes can be computed.
/// \throws InputError naming the place as a JSON pointer
void validate(const Scenario& scenario);

} // namespace tradeoff
