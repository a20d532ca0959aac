// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "ui/scenario_store.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace tradeoff::ui {

/// The controls of a scenario, in groups as the story is told: Problem, Experts, Learning. The
/// fields are built from core's tables, and each has its path as object name ("density.mean").
///
/// Edits go to the store; the store's changes are shown without emitting anything. An edit that is
/// refused shows its message at its field (object name: the path with ".error") and leaves the
/// scenario as it was. Sliders are named after their box: "experts" and "experts.slider".
///
/// Choosing another kind brings its defaults but keeps parameters of the same name. Another number
/// of experts while the segmentation is manual makes the segmentation optimal, in the same step; in
/// several dimensions centroidal, and counts of a grid given by hand follow the number again.
///
/// Another number of dimensions keeps what carries over, as core/dimensions.h says, in one step.
class ControlPanel : public QWidget {
    Q_OBJECT

public:
    explicit ControlPanel(ScenarioStore& store, QWidget* parent = nullptr);
    ~ControlPanel() override;

    /// Shows an error at the field of its place, for edits that come from elsewhere; unfolds what
    /// hides the field.
    void showError(const InputError& error);
    /// The inner boundaries of the picture, from which a manual segmentation begins.
    void setBoundaries(std::vector<double> boundaries);
    /// The centers of the regions of the picture in several dimensions, one in each row, from which
    /// a manual segmentation begins there.
    void setCenters(std::vector<Record> centers);
    /// The data behind the picture, which stand in the place of the problem; nothing: there are
    /// none.
    void showData(const std::optional<DataSummary>& summary);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// "New sample" was asked for.
    void newSampleRequested();
    /// "Use a formula instead" was asked for.
    void formulaRequested();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tradeoff::ui
