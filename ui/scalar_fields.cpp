// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scalar_fields.h"

#include "core/dimensions.h"
#include "core/scenario_parameters.h"
#include "ui/place_edits.h"

#include <QCoreApplication>

namespace tradeoff::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ScalarFields", text);
}

} // namespace

ScalarField dimensionsField()
{
    return {{QStringLiteral("dimensions"), tr("Dimensions d"),
             tr("Number d of coordinates of the inputs x; two are drawn as a plane")},
            tr("number of dimensions"),
            {{NumberKind::Whole, {1, limits::maximumDimensions}, 1}, {0, 0}},
            [](const Scenario& scenario) { return static_cast<double>(scenario.dimensions()); },
            [](Scenario scenario, double value) {
                scenario = withDimensions(scenario, static_cast<std::size_t>(value));
                return scenario;
            }};
}

ScalarField noiseVarianceField()
{
    return {{QStringLiteral("noiseVariance"), tr("Noise σ²"),
             tr("Variance σ² of the noise in y = β(x) + ε")},
            tr("noise variance"),
            {{NumberKind::Real, {0, limits::maximumNoiseVariance}, 0.005}, sliders::noiseVariance},
            [](const Scenario& scenario) { return scenario.noiseVariance; },
            [](Scenario scenario, double value) {
                scenario.noiseVariance = value;
                return scenario;
            }};
}

ScalarField expertsField()
{
    return {{QStringLiteral("experts"), tr("Experts m"),
             tr("Number m of experts: one constant for each region of the input space")},
            tr("number of experts"),
            {{NumberKind::Whole, {1, limits::maximumExperts}, 1},
             sliders::experts,
             SliderScale::Logarithmic},
            [](const Scenario& scenario) { return static_cast<double>(scenario.experts); },
            [](Scenario scenario, double value) {
                scenario.experts = static_cast<int>(value);
                return withoutRegionsByHand(std::move(scenario));
            }};
}

ScalarField samplesField()
{
    return {{QStringLiteral("samples"), tr("Samples n"),
             tr("Number n of training samples (x, y) that the constants are learned from")},
            tr("number of samples"),
            {{NumberKind::Whole, {1, limits::maximumSamples}, 1},
             sliders::samples,
             SliderScale::Logarithmic},
            [](const Scenario& scenario) { return static_cast<double>(scenario.samples); },
            [](Scenario scenario, double value) {
                scenario.samples = static_cast<std::int64_t>(value);
                return scenario;
            }};
}

ScalarField trainingSetsField()
{
    return {{QStringLiteral("monteCarlo.trainingSets"), tr("Simulated sets"),
             tr("Number of training sets that the simulation draws; 0: no simulation")},
            tr("simulated training sets"),
            {{NumberKind::Whole, {0, limits::maximumTrainingSets}, 1}, {0, 0}},
            [](const Scenario& scenario) { return static_cast<double>(scenario.trainingSets); },
            [](Scenario scenario, double value) {
                scenario.trainingSets = static_cast<int>(value);
                return scenario;
            }};
}

ScalarRange sideField(std::size_t coordinate, std::size_t dimensions)
{
    constexpr double most = limits::maximumCoordinate;
    const NumberRules rules{NumberKind::Real, {-most, most}, 0.1};
    const auto range = [coordinate](const Scenario& scenario) {
        return coordinate == 0 ? scenario.domain : scenario.furtherSides.at(coordinate - 1);
    };
    const auto edit = [coordinate](const Scenario& scenario, const Interval& side) {
        return scenariosWithSide(scenario, coordinate, side);
    };
    if (dimensions == 1) {
        return {{QStringLiteral("domain"), tr("Domain"),
                 tr("The inputs x: from the low to the high end")},
                tr("domain"),
                rules,
                range,
                edit};
    }
    return {{QStringLiteral("domain.%1").arg(coordinate), tr("Domain, x%1").arg(coordinate + 1),
             tr("The inputs x%1: from the low to the high end").arg(coordinate + 1)},
            tr("domain"),
            rules,
            range,
            edit};
}

ScalarRange sweepField()
{
    return {{QStringLiteral("sweep.experts"), tr("Curves over m"),
             tr("The numbers of experts that the tradeoff curves run over")},
            tr("range of the curves"),
            {NumberKind::Whole, {1, limits::maximumExperts}, 1},
            [](const Scenario& scenario) {
                const ExpertsSweep& sweep = scenario.sweep;
                return sweep.list.empty()
                           ? Interval{double(sweep.first), double(sweep.last)}
                           : Interval{double(sweep.list.front()), double(sweep.list.back())};
            },
            [](const Scenario& scenario, const Interval& range) {
                Scenario edited = scenario;
                edited.sweep = {static_cast<int>(range.low), static_cast<int>(range.high), {}};
                return std::vector{edited};
            }};
}

} // namespace tradeoff::ui
