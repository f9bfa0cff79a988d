; The fifteen rules in the form that suits CLIPS best: one pattern a rule, so that nothing is joined. The program that
; asserts the facts says of each how long ago it was, how deep the treatment is to be, and whether a site is treated.
; `defer`, `refer` and `exclude` note what fired; `months-later` is the calendar, which CLIPS lacks.

(deftemplate zone (slot name))
(deftemplate medication (slot substance) (slot last) (slot ago))
(deftemplate condition (slot code) (slot active) (slot treated) (slot diagnosed))
(deftemplate session (slot depth) (slot last) (slot ago))

(defrule r1 "NSAID"
  (medication (substance aspirin | ibuprofen | naproxen | diclofenac) (ago ?ago&:(< ?ago 7)) (last ?last))
  => (defer 1 (+ ?last 7)))
(defrule r2 "anticoagulant or antiplatelet"
  (medication (substance warfarin | apixaban | rivaroxaban | clopidogrel | heparin) (ago ?ago&:(< ?ago 7)) (last ?last))
  => (defer 2 (+ ?last 7)))
(defrule r3 "herbal"
  (medication (substance ginkgo | garlic | ginseng | st_johns_wort | turmeric) (ago ?ago&:(< ?ago 7)) (last ?last))
  => (defer 3 (+ ?last 7)))
(defrule r4
  (medication (substance vitamin_e) (ago ?ago&:(< ?ago 7)) (last ?last))
  => (defer 4 (+ ?last 7)))
(defrule r5
  (medication (substance fish_oil) (ago ?ago&:(< ?ago 7)) (last ?last))
  => (defer 5 (+ ?last 7)))
(defrule r6 "autoimmune"
  (medication (substance methotrexate | azathioprine | adalimumab | hydroxychloroquine) (ago ?ago&:(< ?ago 1)) (last ?last))
  => (defer 6 (+ ?last 1)))
(defrule r7 "topical retinoid"
  (medication (substance tretinoin | adapalene | tazarotene | retinol) (ago ?ago&:(< ?ago 1)) (last ?last))
  => (defer 7 (+ ?last 1)))
(defrule r8
  (medication (substance isotretinoin) (last ?last) (ago ?ago&:(< (+ ?last ?ago) (months-later ?last 6))))
  => (defer 8 (months-later ?last 6)))
(defrule r9
  (condition (code acne) (active yes))
  => (exclude 9))
(defrule r10
  (condition (code rosacea) (active yes))
  => (exclude 10))
(defrule r11
  (condition (code eczema | psoriasis | dermatitis) (active yes))
  => (exclude 11))
(defrule r12
  (condition (code open_wound) (active yes) (treated yes))
  => (exclude 12))
(defrule r13
  (condition (code suspicious_lesion) (diagnosed no))
  => (refer 13))
(defrule r14-mild
  (session (depth mild) (ago ?ago&:(< ?ago 14)) (last ?last))
  => (defer 14 (+ ?last 14)))
(defrule r14-deep
  (session (depth deep) (ago ?ago&:(< ?ago 28)) (last ?last))
  => (defer 14 (+ ?last 28)))
(defrule r15
  (zone (name eyelid | lip))
  => (exclude 15))
