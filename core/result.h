// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data_set.h"
#include "core/interval.h"
#include "core/scenario.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tradeoff {

class PluginDensity;
class Problem;
class SegmentDensity;
struct FitSpread;
struct Laws;
struct LevelSetErrors;
struct ParameterSweep;
struct PowerMap;
struct SegmentationComparison;
struct SpaceFit;
struct TrainingSet;

/// What the errors of a result are averaged over.
enum class ErrorsOf {
    Expectation, ///< all training sets, by exact formulas
    DrawnSample, ///< nothing: they are those of the drawn sample, which the regions were learned
                 ///< from
    Data         ///< nothing: there are data alone, and all but `training` are not known (NaN)
};

/// Errors of a mixture of experts, exact; squared units of y. Expectations over all training sets
/// but where `Result::errorsOf` says that they are those of the drawn one.
struct Errors {
    double noise = 0.0;         ///< σ²
    double approximation = 0.0; ///< Σ P_i v_i
    /// The high-rate formula for the approximation error; nothing where it is not finite.
    std::optional<double> approximationHighRate;
    double estimation = 0.0; ///< Σ P_i E(ĉ_i − c_i)²
    /// m σ²/n + (1/n) Σ v_i; nothing for a learned segmentation.
    std::optional<double> estimationLeadingOrder;
    double test = 0.0;     ///< noise + approximation + estimation
    double training = 0.0; ///< (1/n) Σ s_i² (n P_i − 1 + q_i)

    // In more than one dimension alone; see core/space/upper_bound.h.
    /// The paper's upper bound on the approximation error, its integral form.
    std::optional<double> approximationBound;
    /// The same at the regions' centroids, as in the paper: for few regions it need not bound.
    std::optional<double> approximationBoundAtCenters;
    /// What the bound is for the optimal segment density and cells shaped like cubes.
    std::optional<double> approximationBoundOptimal;
    /// Of the approximation error: of quasi-Monte Carlo, or how far the quadrature may be off.
    std::optional<double> approximationStandardError;

    bool operator==(const Errors&) const = default;
};

/// One expert: its region of the input space and its constant.
struct Region {
    std::vector<Interval> intervals; ///< none in more than one dimension: see SpaceFit
    double probability = 0.0;        ///< P_i
    double constant = 0.0;           ///< c_i = E[β | region]; β in its middle where P_i = 0
    double targetVariance = 0.0;     ///< v_i = Var(β | region)
    double approximation = 0.0;      ///< P_i v_i
    double estimation = 0.0;         ///< P_i (ĉ_i − c_i)², expected or of the drawn sample
    std::int64_t samples = 0;        ///< of the drawn training set
    double learnedConstant = 0.0;    ///< ĉ_i from the drawn training set

    bool operator==(const Region&) const = default;
};

/// One of the intervals that a region is made of.
struct Cell {
    Interval x;
    std::size_t region = 0;
};

/// Errors of the one drawn training set, against the population: no test set is involved.
struct SampleErrors {
    double approximation = 0.0;
    double estimation = 0.0; ///< Σ P_i (ĉ_i − c_i)²
    double test = 0.0;
    double training = 0.0;
    std::optional<double> leaveOneOut; ///< nothing for a single sample

    bool operator==(const SampleErrors&) const = default;
};

/// The errors for one number of experts.
struct SweepRow {
    int experts = 1;
    Errors errors;
    std::optional<double> leaveOneOut; ///< of the drawn training set
    std::optional<double> mallowsCp;   ///< of the drawn training set, its noise variance estimated

    bool operator==(const SweepRow&) const = default;
};

/// Number of experts with the least test error in the sweep.
struct BestExperts {
    int experts = 1;
    double test = 0.0;
    bool atEndOfSweep = false; ///< the sweep stops while the error still falls

    bool operator==(const BestExperts&) const = default;
};

/// The number of experts that an estimate from the drawn sample alone would choose.
struct ChosenExperts {
    int experts = 1;
    double estimate = 0.0; ///< of the prediction error, least of the sweep
    double test = 0.0;     ///< the test error that this number of experts has
    double regret = 0.0;   ///< that less the least test error of the sweep

    bool operator==(const ChosenExperts&) const = default;
};

/// Mean over simulated training sets and its standard error.
struct Estimate {
    double mean = 0.0;
    double standardError = 0.0;

    bool operator==(const Estimate&) const = default;
};

struct MonteCarloErrors {
    int trainingSets = 0;
    Estimate approximation; ///< varies where the segmentation is learned
    Estimate estimation;
    Estimate test;
    Estimate training;

    bool operator==(const MonteCarloErrors&) const = default;
};

/// One error over simulated training sets.
struct SimulatedError {
    Estimate estimate;
    Interval band; ///< the 5 % and the 95 % quantile over training sets

    bool operator==(const SimulatedError&) const = default;
};

/// The simulation's errors for one number of experts. All rows see the same training sets.
struct SimulatedRow {
    int experts = 1;
    int trainingSets = 0; ///< so far
    SimulatedError approximation;
    SimulatedError estimation;
    SimulatedError test;
    SimulatedError training;

    bool operator==(const SimulatedRow&) const = default;
};

/// What a fit to data tells beside its regions and the sweep.
struct DataSummary {
    DataSource source;                   ///< the file, its columns and rows
    Interval domain;                     ///< the range of x
    std::optional<double> noiseVariance; ///< estimated from neighbours; nothing for one sample
    std::optional<double> mallowsCp;     ///< of this number of experts

    bool operator==(const DataSummary&) const = default;
};

/// The whole answer in one immutable value; it repeats its question.
///
/// Results come in stages of the same scenario: the optional parts are empty until their stage is
/// done. A result from `compute` has every part that the scenario defines.
struct Result {
    Scenario scenario;
    ErrorsOf errorsOf = ErrorsOf::Expectation; ///< of `errors`, `regions` and `sweep`
    Errors errors;
    std::vector<Region> regions; ///< from left to right, or by level
    std::optional<SampleErrors> sample;
    std::vector<SweepRow> sweep; ///< empty until computed
    std::optional<BestExperts> bestExperts;
    std::optional<ChosenExperts> chosenByLeaveOneOut;
    std::optional<ChosenExperts> chosenByMallowsCp;
    /// The simulation over the sweep: all of its rows, or some where all would take too long.
    /// Earlier stages have the first 10, 30, 100, … training sets; empty before, or without.
    std::vector<SimulatedRow> simulated;
    std::optional<MonteCarloErrors> monteCarlo; ///< of this number of experts
    /// Approximation error of the segmentation "optimal" with as many experts: the regret of
    /// another segmentation is the difference.
    std::optional<double> optimalApproximation;
    /// What the reader must know, one sentence each: a fallback taken, a search that hit its end.
    std::vector<std::string> notes;

    std::shared_ptr<const Problem> problem; ///< β and p, ready to evaluate; null with data
    std::shared_ptr<const SegmentDensity> segmentDensity;  ///< λ; null where there is none
    std::shared_ptr<const PluginDensity> estimatedDensity; ///< λ̂; null where there is none
    std::shared_ptr<const TrainingSet> trainingSet; ///< the drawn one, or the data; null until then
    std::optional<DataSummary> data;                ///< of scenarios with data
    /// In more than one dimension: the problem, the regions' shapes and the training set, in place
    /// of those above. Null in one.
    std::shared_ptr<const SpaceFit> space;

    // Made last, and only for who asks for them; null until then.
    std::shared_ptr<const FitSpread> fitSpread; ///< while it is simulated, with the sets so far
    std::shared_ptr<const SegmentationComparison> comparison;
    std::shared_ptr<const PowerMap> powerMap;
    std::shared_ptr<const Laws> laws;
    std::shared_ptr<const ParameterSweep> parameterSweep;
    std::shared_ptr<const LevelSetErrors> levelSets;

    /// Where the inputs lie: the scenario's domain, or that of the data.
    [[nodiscard]] Interval domain() const;
    /// The intervals of all regions, from left to right; they fill the domain.
    [[nodiscard]] std::vector<Cell> cells() const;
    /// Where one of them ends and the next begins, from left to right.
    [[nodiscard]] std::vector<double> innerBoundaries() const;
    /// Whether some region consists of more than one interval.
    [[nodiscard]] bool hasSplitRegions() const;
};

} // namespace tradeoff
